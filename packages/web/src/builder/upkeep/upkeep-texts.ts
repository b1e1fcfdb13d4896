import { defineTexts } from '@atelier/ui'

/** Texts of what publishes leave to do behind them. */
export const upkeepTexts = defineTexts('builder-upkeep', {
  en: {
    title: 'Data upkeep',
    filling: 'Being worked out',
    fillingText:
      'Computed fields of big tables are filled in the background after a publish. People read right values all the while.',
    fillingDone: 'Every computed field is filled.',
    of: '{{done}} of {{rows}}',
    kept: 'Kept aside',
    keptText:
      'Fields and entities that were deleted keep their data, so that going back to an earlier version finds it.',
    keptNone: 'Nothing is kept aside',
    keptNoneText: 'All data belongs to something that is in service.',
    purge: 'Remove for good',
    purgeTitle: 'Remove this data for good?',
    purgeText: 'It cannot be brought back, by an earlier version neither:',
    purgeType: 'Type “{{word}}” to go on',
    purgeWord: 'remove',
    purged_one: '{{count}} place was emptied',
    purged_other: '{{count}} places were emptied',
    cancel: 'Cancel',
  },
  'zh-CN': {
    title: '数据维护',
    filling: '正在计算',
    fillingText: '发布后，大表的计算字段在后台填充，期间读到的值始终正确。',
    fillingDone: '所有计算字段都已填好。',
    of: '{{done}} / {{rows}}',
    kept: '留存的数据',
    keptText: '已删除的字段和业务对象会保留数据，回到旧版本时还能找回。',
    keptNone: '没有留存的数据',
    keptNoneText: '所有数据都在使用中。',
    purge: '彻底清除',
    purgeTitle: '彻底清除这些数据？',
    purgeText: '清除后无法找回，回到旧版本也不行：',
    purgeType: '输入“{{word}}”继续',
    purgeWord: '清除',
    purged_other: '已清除 {{count}} 处',
    cancel: '取消',
  },
})
