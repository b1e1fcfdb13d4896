/** Whether this is the long run (`npm run test:deep`). */
export const deep: boolean = process.env.ATELIER_DEEP === '1'

/** How many cases to try: the first number in `npm test`, the second in `npm run test:deep`. */
export function sized(usual: number, long: number): number {
  return deep ? long : usual
}
