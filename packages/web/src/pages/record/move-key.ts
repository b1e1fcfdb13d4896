/** The same as the key `]`: on to the next stage. */
export const fromKeyboard = (): void => void window.dispatchEvent(new KeyboardEvent('keydown', { key: ']' }))
