/** What a form may be used for, in the order in which one meets them. */
export const modes = ['create', 'quick', 'edit', 'view'] as const

/** The words for each. */
export const modeTexts = {
  create: 'modeCreate',
  quick: 'modeQuick',
  edit: 'modeEdit',
  view: 'modeView',
} as const
