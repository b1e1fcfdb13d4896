import { definePersonKind, type PersonContext, peopleIn } from '../contract.ts'

const readers: { readonly [name: string]: (context: PersonContext) => unknown } = {
  owner: (context) => context.record?.['owner'],
  creator: (context) => context.record?.['createdBy'],
  starter: (context) => context.starter,
  approver: (context) => context.approver,
  $user: (context) => context.user,
}
const paths: { readonly [name: string]: readonly string[] } = { owner: ['owner'], creator: ['createdBy'] }

/** `owner`, `creator`, `starter`, `approver`, `$user`. */
export const named = definePersonKind({
  key: 'named',
  label: { en: 'Somebody of this record', 'zh-CN': '与此记录相关的人' },
  match: (expression) => (Object.hasOwn(readers, expression) ? expression : undefined),
  check: () => true,
  paths: (text) => paths[text] ?? [],
  resolve: (text, context) => peopleIn(readers[text]?.(context), context.directory),
})
