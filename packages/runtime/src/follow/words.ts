type Words = Readonly<Record<'en' | 'zh-CN', string>>

/** Somebody, or what writes by itself. */
export const nobody: Words = { en: 'The system', 'zh-CN': '系统' }

/** What people are told, in either language; `title` names the record. */
export const told = {
  mentioned: (who: string, title: string): Words => ({
    en: `${who} mentioned you: ${title}`,
    'zh-CN': `${who} 提到了你：${title}`,
  }),
  noted: (who: string, title: string, what: string): Words => ({
    en: `${title}: ${who} added “${what}”`,
    'zh-CN': `${title}：${who} 记录了“${what}”`,
  }),
  changed: (who: string, title: string, fields: readonly string[], more: number): Words => ({
    en: `${title}: ${who} changed ${fields.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    'zh-CN': `${title}：${who} 修改了${fields.join('、')}${more > 0 ? ` 等 ${fields.length + more} 项` : ''}`,
  }),
  moved: (who: string, title: string, stage: string): Words => ({
    en: `${title}: ${who} moved it to ${stage}`,
    'zh-CN': `${title}：${who} 推进到${stage}`,
  }),
} as const
