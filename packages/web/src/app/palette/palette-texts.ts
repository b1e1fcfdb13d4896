import { defineTexts } from '@atelier/ui'

/** Texts of the palette. */
export const paletteTexts = defineTexts('palette', {
  en: {
    goTo: 'Go to',
    actions: 'Actions',
    viewsHere: 'Views of this list',
    toDark: 'Dark appearance',
    toLight: 'Light appearance',
    importInto: 'Import {{label}}',
    similarIn: '{{label}}, similar',
    allResults: 'All results for “{{q}}”',
    openPage: 'Open as page',
    themeAuto: 'Appearance like the system',
    foldRail: 'Fold or unfold the menu',
    tour: 'Take the tour',
  },
  'zh-CN': {
    goTo: '前往',
    actions: '操作',
    viewsHere: '当前列表的视图',
    toDark: '切换到深色',
    toLight: '切换到浅色',
    importInto: '导入{{label}}',
    similarIn: '{{label}}（相近）',
    allResults: '查看“{{q}}”的全部结果',
    openPage: '打开完整页面',
    themeAuto: '外观跟随系统',
    foldRail: '收起或展开菜单',
    tour: '看一遍导览',
  },
})
