import { defineTexts } from '@atelier/ui'

/** Texts of the results page. */
export const searchTexts = defineTexts('search', {
  en: {
    title: 'Search',
    titleFor: '“{{q}}”',
    words: 'Words to search for',
    placeholder: 'A name, a number, pinyin or initials',
    ask: 'What are you looking for?',
    askText:
      'Names and numbers of everything you may see. Pinyin and initials work as well, and a letter may be wrong.',
    none: 'Nothing found for “{{q}}”',
    noneText: 'Nothing that you may see has these words, or words like them. Try fewer words, or a part of the name.',
    similar: 'Nothing has exactly these words. These are like them:',
    everything: 'Everything',
    which: 'What to search',
    firstOnes: 'The first {{count}}; add a word to see fewer.',
    seeAll: 'Open as a list',
  },
  'zh-CN': {
    title: '搜索',
    titleFor: '“{{q}}”',
    words: '搜索内容',
    placeholder: '名称、编号、拼音或首字母',
    ask: '想找什么？',
    askText: '可搜索你能看到的所有记录的名称和编号，支持拼音、首字母，也允许个别字母打错。',
    none: '没有找到“{{q}}”',
    noneText: '你能看到的记录里没有这些词，也没有相近的。换少一些词，或只输名称的一部分试试。',
    similar: '没有完全匹配的结果，下面是相近的：',
    everything: '全部',
    which: '搜索范围',
    firstOnes: '仅显示前 {{count}} 条，多输一个词可缩小范围。',
    seeAll: '在列表中打开',
  },
})
