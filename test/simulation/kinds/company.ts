import type { Kind } from '../kind.ts'

/** Somebody belongs to a company, which they share with others. */
export const company: Kind = {
  name: 'company',
  weight: 1,
  fromPage: false,
  write(luck, who) {
    const name = luck.pick(['Acme', 'Globex'])
    const traits = { name, city: luck.pick(['Rome', 'Oslo']) }
    const event = { type: 'group', groupId: name, traits, ...who.ids(luck) }
    return [{ kind: 'company', who: who.number, event, claims: [{ is: 'companies', name }] }]
  },
}
