import type { Kind } from '../kind.ts'

/** An event that gives a sales rep something to do. */
export const task: Kind = {
  name: 'task',
  weight: 1,
  fromPage: true,
  write(luck, who, index) {
    const title = `Call ${who.number} back, ${index}`
    const event = { type: 'track', event: 'Wanted', properties: { title }, ...who.ids(luck) }
    const claims = [{ is: 'tasks' as const, name: title }, { is: 'told' as const }]
    return [{ kind: 'task', who: who.number, event, claims }]
  },
}
