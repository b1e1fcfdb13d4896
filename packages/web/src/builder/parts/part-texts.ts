import { defineTexts } from '@atelier/ui'

/** Texts of the parts that several pages of the builder are made of. */
export const partTexts = defineTexts('builder-parts', {
  en: {
    moveUp: 'One up',
    moveDown: 'One down',
  },
  'zh-CN': {
    moveUp: '上移一格',
    moveDown: '下移一格',
  },
})
