import type { Deed, Kind } from '../kind.ts'

/** A form that the browser itself submits; the next page confirms it, refuses it or has no tag. */
export const form: Kind = {
  name: 'form',
  weight: 1,
  fromPage: true,
  write(luck, who, index) {
    const name = `form-${index}`
    const context = { form: { provisional: true } }
    const about = { who: who.number, kind: 'form', form: { name } }
    const traits = { email: who.email, country: luck.pick(['Italy', 'Norway']) }
    const signUp: Deed = {
      ...about,
      event: { type: 'identify', ...who.allIds, traits, context },
      claims: [{ is: 'contact' }, { is: 'field', name: 'country', value: traits.country }],
    }
    const says = luck.pick(['confirms', 'withdraws', undefined] as const)
    if (!says) return [signUp]
    const event = says === 'confirms' ? 'Form Confirmed' : 'Form Refused'
    const word: Deed = {
      ...about,
      event: { type: 'track', event, ...who.allIds, context: { form: { [says]: [name] } } },
      claims: [],
      form: { name, says },
    }
    return luck.chance(0.2) ? [word, signUp] : [signUp, word]
  },
}
