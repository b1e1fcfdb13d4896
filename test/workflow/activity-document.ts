import type { Document } from '@atelier/definitions'

/** Activities about deals: calls, visits and tasks. */
export const activityDocument = (): Document => ({
  specVersion: 1,
  kind: 'entity',
  id: 'ent_activity',
  key: 'activity',
  titleField: 'subject',
  activity: { about: 'about', type: 'type', due: 'due', done: 'done', doneAt: 'doneAt' },
  fields: [
    { id: 'fld_subject', key: 'subject', type: 'text', required: true },
    {
      id: 'fld_type',
      key: 'type',
      type: 'choice',
      options: [
        { id: 'opt_call', key: 'call' },
        { id: 'opt_visit', key: 'visit' },
        { id: 'opt_task', key: 'task' },
      ],
    },
    { id: 'fld_about', key: 'about', type: 'references', targets: ['deal'], reverse: { key: 'activities' } },
    { id: 'fld_due', key: 'due', type: 'datetime' },
    { id: 'fld_done', key: 'done', type: 'boolean' },
    { id: 'fld_doneAt', key: 'doneAt', type: 'datetime' },
    { id: 'fld_owner', key: 'owner', type: 'owner' },
  ],
})
