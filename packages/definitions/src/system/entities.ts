import type { EntityDocument, RoleDocument } from '../documents/index.ts'

const head = { kind: 'entity', specVersion: 1 } as const

/** Entities of every workspace; documents with `"extends": "system"` add fields to them, nothing removes any. */
export function systemEntities(roles: readonly RoleDocument[]): readonly EntityDocument[] {
  return [
    {
      ...head,
      id: 'ent_system_user',
      key: 'user',
      label: { en: 'User', 'zh-CN': '用户' },
      titleField: 'name',
      fields: [
        {
          id: 'fld_user_name',
          key: 'name',
          type: 'text',
          required: true,
          searchable: true,
          label: { en: 'Name', 'zh-CN': '姓名' },
        },
        {
          id: 'fld_user_email',
          key: 'email',
          type: 'email',
          unique: true,
          searchable: true,
          label: { en: 'Email', 'zh-CN': '邮箱' },
        },
        {
          id: 'fld_user_team',
          key: 'team',
          type: 'reference',
          target: 'team',
          reverse: { key: 'members', label: { en: 'Members', 'zh-CN': '成员' } },
          label: { en: 'Team', 'zh-CN': '团队' },
        },
        {
          id: 'fld_user_manager',
          key: 'manager',
          type: 'user',
          reverse: { key: 'reports', label: { en: 'Reports', 'zh-CN': '下属' } },
          label: { en: 'Manager', 'zh-CN': '上级' },
        },
        {
          id: 'fld_user_roles',
          key: 'roles',
          type: 'choices',
          options: roles.map((role) => ({ id: role.id, key: role.key, ...(role.label ? { label: role.label } : {}) })),
          label: { en: 'Roles', 'zh-CN': '角色' },
        },
        {
          id: 'fld_user_active',
          key: 'active',
          type: 'boolean',
          default: true,
          label: { en: 'Active', 'zh-CN': '启用' },
        },
        {
          id: 'fld_user_language',
          key: 'language',
          type: 'text',
          maxLength: 20,
          label: { en: 'Language', 'zh-CN': '语言' },
        },
        { id: 'fld_user_zone', key: 'zone', type: 'text', maxLength: 64, label: { en: 'Time zone', 'zh-CN': '时区' } },
      ],
    },
    {
      ...head,
      id: 'ent_system_team',
      key: 'team',
      label: { en: 'Team', 'zh-CN': '团队' },
      titleField: 'name',
      fields: [
        { id: 'fld_team_name', key: 'name', type: 'text', required: true, label: { en: 'Name', 'zh-CN': '名称' } },
        {
          id: 'fld_team_key',
          key: 'key',
          type: 'text',
          maxLength: 40,
          unique: true,
          label: { en: 'Key', 'zh-CN': '标识' },
        },
        {
          id: 'fld_team_parent',
          key: 'parent',
          type: 'reference',
          target: 'team',
          reverse: { key: 'children', label: { en: 'Teams below', 'zh-CN': '下级团队' } },
          label: { en: 'Team above', 'zh-CN': '上级团队' },
        },
        { id: 'fld_team_leader', key: 'leader', type: 'user', label: { en: 'Leader', 'zh-CN': '负责人' } },
      ],
    },
    {
      ...head,
      id: 'ent_system_file',
      key: 'file',
      label: { en: 'File', 'zh-CN': '文件' },
      titleField: 'name',
      fields: [
        {
          id: 'fld_file_name',
          key: 'name',
          type: 'text',
          maxLength: 255,
          required: true,
          label: { en: 'Name', 'zh-CN': '文件名' },
        },
        { id: 'fld_file_size', key: 'size', type: 'number', label: { en: 'Size', 'zh-CN': '大小' } },
        { id: 'fld_file_type', key: 'type', type: 'text', maxLength: 120, label: { en: 'Type', 'zh-CN': '类型' } },
        { id: 'fld_file_digest', key: 'digest', type: 'text', maxLength: 64, label: { en: 'Digest', 'zh-CN': '摘要' } },
        { id: 'fld_file_tags', key: 'tags', type: 'tags', label: { en: 'Tags', 'zh-CN': '标签' } },
      ],
    },
    {
      ...head,
      id: 'ent_system_notification',
      key: 'notification',
      label: { en: 'Notification', 'zh-CN': '通知' },
      titleField: 'subject',
      fields: [
        { id: 'fld_notification_to', key: 'to', type: 'user', required: true, label: { en: 'To', 'zh-CN': '收件人' } },
        {
          id: 'fld_notification_subject',
          key: 'subject',
          type: 'text',
          maxLength: 500,
          label: { en: 'Subject', 'zh-CN': '主题' },
        },
        { id: 'fld_notification_body', key: 'body', type: 'longText', label: { en: 'Text', 'zh-CN': '内容' } },
        {
          id: 'fld_notification_entity',
          key: 'entity',
          type: 'text',
          maxLength: 100,
          label: { en: 'Entity', 'zh-CN': '业务对象' },
        },
        {
          id: 'fld_notification_record',
          key: 'record',
          type: 'text',
          maxLength: 64,
          label: { en: 'Record', 'zh-CN': '记录' },
        },
        { id: 'fld_notification_readAt', key: 'readAt', type: 'datetime', label: { en: 'Read', 'zh-CN': '已读时间' } },
      ],
    },
  ]
}
