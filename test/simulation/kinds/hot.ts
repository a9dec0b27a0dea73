import type { Kind } from '../kind.ts'

/** A page whose view makes somebody who is in the CRM a hot lead; whether they are there by then, nobody knows. */
export const hot: Kind = {
  name: 'hot',
  weight: 1,
  fromPage: true,
  write(luck, who, index) {
    const properties = { url: `https://www.acme.example/hot/${index}` }
    const event = { type: 'page', properties, ...who.ids(luck) }
    const name = `Hot on /hot/${index}`
    const claims = [{ is: 'tasks' as const, name, mayBe: true as const }, { is: 'told' as const }]
    return [{ kind: 'hot', who: who.number, event, claims }]
  },
}
