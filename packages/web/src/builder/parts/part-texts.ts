import { defineTexts } from '@atelier/ui'

/** Texts of the parts that several pages of the builder are made of. */
export const partTexts = defineTexts('builder-parts', {
  en: {
    movable: 'can be moved',
    moveUp: 'One up',
    moveDown: 'One down',
    ofEntity: 'Entity',
    needsEntity: 'There is no entity yet',
    needsEntityText: 'Draw what you keep records of first, for example “Deal”.',
    toEntities: 'Draw an entity',
  },
  'zh-CN': {
    movable: '可移动',
    moveUp: '上移一格',
    moveDown: '下移一格',
    ofEntity: '业务对象',
    needsEntity: '还没有业务对象',
    needsEntityText: '先画出你要记录的东西，例如“商机”。',
    toEntities: '画业务对象',
  },
})
