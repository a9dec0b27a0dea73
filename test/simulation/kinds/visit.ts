import type { Kind } from '../kind.ts'

/** Page views and events that only the timeline tells of. */
export const visit: Kind = {
  name: 'visit',
  weight: 3,
  fromPage: true,
  write(luck, who, index) {
    const event = luck.chance(0.5)
      ? { type: 'page', properties: { url: `https://www.acme.example/${luck.pick(['a', 'b'])}` } }
      : { type: 'track', event: 'Played', properties: { mark: `m${index}` } }
    const claims = [{ is: 'told' as const }]
    return [{ kind: 'visit', who: who.number, event: { ...event, ...who.ids(luck) }, claims }]
  },
}
