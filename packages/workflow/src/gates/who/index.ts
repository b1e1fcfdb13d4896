import { personPaths, resolvePersons } from '../../persons/resolve.ts'
import type { Refusal } from '../../refusal.ts'
import { defineGate, type GateQuestion, passes } from '../contract.ts'

/** Whether the one who moves is among these people; whoever carries out an approved move was judged when the move was asked for. */
export function judgeWho(id: string, who: readonly string[], question: GateQuestion): readonly Refusal[] {
  const { user, via, env, directory, to } = question
  if (user === undefined || via === 'approval') return []
  const people = resolvePersons(who, { record: env.record, user, directory })
  if (people.includes(user)) return []
  const names = people.map((person) => directory.users.get(person)?.name ?? person)
  return [
    {
      code: 'gate_who',
      path: '',
      message:
        names.length === 0
          ? { en: 'Nobody may make this move at present.', 'zh-CN': '目前没有人可以执行此推进。' }
          : { en: `Only ${names.join(', ')} may make this move.`, 'zh-CN': `只有${names.join('、')}可以执行此推进。` },
      params: { gate: id, stage: to.key, people: [...people] },
      ...(names.length === 0 ? {} : { fix: { en: `Ask ${names[0]}.`, 'zh-CN': `请联系${names[0]}。` } }),
    },
  ]
}

/** Only certain people may pass. */
export const who = defineGate({
  key: 'who',
  label: { en: 'Only certain people', 'zh-CN': '仅限指定人员' },
  paths: (gate) => gate.who.flatMap(personPaths),
  judge: (gate, question) => {
    const refusals = judgeWho(gate.id, gate.who, question)
    return refusals.length === 0 ? passes : { refusals }
  },
})
