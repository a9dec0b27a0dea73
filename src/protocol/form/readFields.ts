/** Reads a form: which field tells which trait, and which tells nothing, and why. Pure. */
import type { JsonObject } from '../event.ts'
import { type FormField, isAddress, isBox, wordsOf } from './field.ts'
import { isSecretField, redact } from './secrets.ts'
import { NO_PHONE, OTHERS, TRAIT_TABLE } from './traitTable.ts'

/** An event may have 32 KB; a message in any script stays below a third of it. */
const LONGEST_MESSAGE = 8_000
const LONGEST_VALUE = 1_000

/** What became of a field: the trait it tells, or why it tells none. */
export interface FieldReading {
  field: FormField
  trait?: string
  /** Why it was left out. */
  why?: string
}

export interface Reading {
  traits: JsonObject
  fields: FieldReading[]
}

/** What the page calls a field, nearest first; a keyboard for digits says the least. */
const textsOf = ({ autocomplete, type, name, id, label, placeholder }: FormField): string[] =>
  [autocomplete, /email|url/.test(type) ? type : '', name, id, label, placeholder].map(wordsOf)

const guessTrait = (field: FormField, texts: string[], value: string): string | undefined => {
  for (const text of texts) {
    const row = Object.entries(TRAIT_TABLE).find(
      ([, { words, except }]) => words.test(text) && !except?.test(text),
    )
    if (row && (row[1].isChosen || !/^select/.test(field.type)) && row[1].looks(value))
      return row[0]
  }
  const isPhone = field.type === 'tel' && !NO_PHONE.test(`${texts}`)
  return isPhone && TRAIT_TABLE['phone']?.looks(value) ? 'phone' : undefined
}

const readField = (field: FormField): FieldReading => {
  const texts = textsOf(field)
  const [autocomplete = '', , ...others] = texts
  const value = field.value.trim()
  const isSecret = isSecretField({ type: field.type, autocomplete, others })
  if (isSecret && !(isAddress(value) && /^(text|email|tel|search)$/.test(field.type)))
    return { field, why: 'a secret' }
  if (field.trait) return { field, trait: field.trait }
  if (isBox(field)) return { field, why: 'a box without data-trait' }
  if (!value) return { field, why: 'empty' }
  if (others.some((text) => OTHERS.test(text))) return { field, why: 'about somebody else' }
  const trait = guessTrait(field, texts, value)
  return trait ? { field, trait } : { field, why: 'not understood' }
}

/** Puts a value at a path. The first field of a trait counts; ticked boxes add up, as Freshsales wants choices. */
const put = (traits: JsonObject, path: string, value: string | boolean, addsUp: boolean): void => {
  const [key = '', head] = path.split('.').reverse()
  const target = head ? { ...(traits[head] as JsonObject) } : traits
  const known = target[key]
  target[key] = known && addsUp ? `${known};${value}` : (known ?? value)
  if (head) traits[head] = target
}

/** In languages that say "name" for one half of it, the other half tells which. */
const completeName = (traits: JsonObject): void => {
  const { name, firstName, lastName } = traits
  if (!name || !firstName === !lastName) return
  traits[firstName ? 'lastName' : 'firstName'] = name
  delete traits['name']
}

/** `+49` and `030 1234567`, as two fields have it, are one number. */
const completePhone = (traits: JsonObject, fields: FormField[]): void => {
  const { phone } = traits
  if (typeof phone !== 'string' || /^(\+|00)/.test(phone)) return
  const codes = fields
    .filter(({ type }) => type !== 'hidden')
    .map(({ value }) => /^\+\d{1,4}$/.exec(value.trim())?.[0])
  const code = codes.find(Boolean)
  if (code) traits['phone'] = `${code} ${phone.replace(/^0/, '')}`
}

const contentOf = ({ trait, field }: FieldReading): string | boolean => {
  if (isBox(field)) return !!field.checked && (field.value || true)
  return redact(field.value.trim()).slice(0, trait === 'message' ? LONGEST_MESSAGE : LONGEST_VALUE)
}

export const readFields = (given: FormField[]): Reading => {
  const traits: JsonObject = {}
  const fields = given.map(readField)
  const states: { state: number; isChecked: boolean }[] = []
  for (const reading of fields) {
    const { field, trait } = reading
    if (trait) {
      const value = contentOf(reading)
      if (value && value !== '…') put(traits, trait, value, isBox(field))
    } else if (field.type === 'checkbox') {
      const isChecked = !!field.checked
      const state = subscriptionOf(`${textsOf(field)}`, isChecked)
      if (state) {
        states.push({ state, isChecked })
        reading.trait = 'subscriptionStatus'
        delete reading.why
      }
    }
  }
  if (states[0]) traits['subscriptionStatus'] = joinSubscriptions(states)
  completeName(traits)
  completePhone(traits, given)
  return { traits, fields }
}

/** Freshsales' own numbers for the state of a subscription. */
const SUBSCRIBED = 1
const NOT_SUBSCRIBED = 2

/** Words of a box about mail to the visitor. */
const MAIL =
  /n(ew|ieuw)s|subscri|suscri|in?scri|marketing|opt ?(in|out)|off?er(s|t|en|te|tas)\b|\boffres|abonn|bolet|promoc|werb|\bupdates\b/

/** Words that turn it round: ticked, it says "do not". */
const DO_NOT =
  /\b(no[tn]?|nao|nichts?|niet|pas|geen|kein\w*|without|never|stop\w*|unsub\w*|opt (\w+ )?out|exclu\w*|decline\w*|refus\w*|rechaz\w*|ablehn\w*|abbestell\w*|abmeld\w*|desabon\w*|desinsc\w*|baja|cancel\w*|descadastr\w*|disiscri\w*|annull?\w*|uitschrij\w*|afmeld\w*|remove|don t|rifiut\w*|recus\w*|widerspr\w*|weiger\w*)\b/

/** What is told beside, about leaving again. */
const REMARK =
  /\b(you (can|may)|(sie|du) k|vous pouvez|puedes?|pode|puoi|je kunt|any ?time|jederzeit|no spam|(we |wir )?(never|don t|do not|niemals) (share|sell|spam|we))\b.*/

/**
 * What a box says of the subscription: ticked yes, not ticked no. A box that says "do not" tells
 * something only when it is ticked.
 */
const subscriptionOf = (texts: string, isChecked: boolean): number | undefined => {
  if (!MAIL.test(texts)) return undefined
  if (DO_NOT.test(texts.replace(REMARK, ''))) return isChecked ? NOT_SUBSCRIBED : undefined
  return isChecked ? SUBSCRIBED : NOT_SUBSCRIBED
}

/** Of several boxes: whoever refuses by a tick means it; else one tick is enough. */
const joinSubscriptions = (states: { state: number; isChecked: boolean }[]): number => {
  const ticked = states.filter(({ isChecked }) => isChecked)
  if (ticked.some(({ state }) => state === NOT_SUBSCRIBED)) return NOT_SUBSCRIBED
  return ticked.length ? SUBSCRIBED : NOT_SUBSCRIBED
}
