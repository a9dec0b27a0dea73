/** Reads a form: which field tells which trait, and which tells nothing, and why. Pure. */
import type { JsonObject } from '../event.ts'
import { type FormField, isAddress, isBox, wordsOf } from './field.ts'
import { isSecretField, redact } from './secrets.ts'
import { isSurelyPhone, NO_PHONE, OTHERS, TRAIT_TABLE } from './traitTable.ts'

/** An event may have 32 KB; a message in any script stays below a third of it. */
const LONGEST_MESSAGE = 8_000
const LONGEST_VALUE = 1_000

/** What became of a field: the trait it tells, or why it tells none. */
export interface FieldReading {
  field: FormField
  trait?: string
  /** Why it was left out. */
  why?: string
  /** How plainly the page calls it that: of two e-mail fields the one called `email`, not `buddy email`. */
  rank?: number
}

export interface Reading {
  traits: JsonObject
  fields: FieldReading[]
}

/** What the page calls a field, nearest first; a keyboard for digits says the least. */
const textsOf = ({ autocomplete, type, name, id, label, placeholder }: FormField): string[] =>
  [
    autocomplete,
    /email|url/.test(type) ? type : '',
    // `user[name]` is no `user_name`.
    name?.replace(/^(user|form_fields)\[/, ''),
    id,
    label,
    placeholder,
  ].map(wordsOf)

/** What nothing else tells. */
const LAST = 9

type Guess = Required<Pick<FieldReading, 'trait' | 'rank'>>

const guessTrait = ({ type }: FormField, texts: string[], value: string): Guess | undefined => {
  if (/^(color|range|date|time|month|week)/.test(type)) return undefined
  const isList = /^select/.test(type)
  for (const text of texts) {
    const row = Object.entries(TRAIT_TABLE).find(
      ([, { words, except }]) => words.test(text) && !except?.test(`${texts}`),
    )
    if (!row) continue
    const [trait, { words, isChosen, looks }] = row
    const isFitting = isList ? isChosen : type !== 'textarea' || /^(mess|address.st)/.test(trait)
    if (!isFitting || !looks(value)) continue
    const others = texts.slice(2).filter((one) => words.test(one))
    const counts = others.map((one) => one.split(' ').length)
    return { trait, rank: Math.min(LAST - 1, ...counts) }
  }
  const says = texts
    .slice(2)
    .join(' ')
    .replace(/input|field/g, '')
  const isPhone = /[a-z]{3}/.test(says) ? isSurelyPhone : TRAIT_TABLE['phone']?.looks
  if (type === 'tel' && !NO_PHONE.test(says) && isPhone?.(value))
    return { trait: 'phone', rank: LAST }
  return type === 'textarea' ? { trait: 'message', rank: LAST } : undefined
}

const readField = (field: FormField): FieldReading => {
  const texts = textsOf(field)
  const [autocomplete = '', , ...others] = texts
  const { type } = field
  const value = field.value.trim()
  const guess = guessTrait(field, texts, value)
  const isKnown = !!guess && guess.rank < LAST
  const isSecret = isSecretField({ type, autocomplete, others, value, isKnown })
  if (isSecret && !(isAddress(value) && /^(text|email|tel|search)$/.test(type)))
    return { field, why: 'a secret' }
  if (field.trait) return { field, trait: field.trait }
  if (isBox(field)) return { field, why: 'a box without data-trait' }
  if (!value || isNoChoice(field, texts)) return { field, why: 'empty' }
  if (others.some((text) => OTHERS.test(text))) return { field, why: 'about somebody else' }
  return guess ? { field, ...guess } : { field, why: 'not understood' }
}

/** What a list shows before somebody has chosen, which often is but its name. */
const isNoChoice = ({ type, value }: FormField, texts: string[]): boolean =>
  /^select/.test(type) &&
  (/^[^\p{L}\d+]|^(please|select|choose|pick|choisi|s[eé]lec|elij|escolh|selez|scegl|kies|maak)|w[aä]hl/iu.test(
    value,
  ) ||
    texts.some((text) => text && ` ${wordsOf(value)}`.endsWith(` ${text}`)))

/** Puts a value at a path. The plainest field of a trait counts; ticked boxes add up, as Freshsales wants choices. */
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
    .map(
      ({ type, value }) =>
        (/^select/.test(type) ? /^(?:\+|00)?(\d{1,4})$/ : /^\+(\d{1,4})$/).exec(value.trim())?.[1],
    )
  const code = codes.find(Boolean)
  if (code) traits['phone'] = `+${code} ${phone.replace(/^0/, '')}`
}

const contentOf = ({ trait, field }: FieldReading): string | boolean => {
  if (isBox(field)) return !!field.checked && (field.value || true)
  return redact(field.value.trim()).slice(0, trait === 'message' ? LONGEST_MESSAGE : LONGEST_VALUE)
}

export const readFields = (given: FormField[]): Reading => {
  const traits: JsonObject = {}
  const fields = given.map(readField)
  const states: { state: number; isChecked: boolean }[] = []
  for (const reading of [...fields].sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))) {
    const { field, trait } = reading
    if (trait) {
      const value = contentOf(reading)
      if (value && value !== '…') put(traits, trait, value, isBox(field))
    } else if (field.type === 'checkbox') {
      const isChecked = !!field.checked
      const state = subscriptionOf(field, isChecked)
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
  /n(ew|ieuw)s|subscri|suscri|in?scri|marketing|opt ?(in|out)|off?er(s|t|en|te|tas)\b|\boffres|aanbied|nov[ei]dad|abonn|bolet|promoc|werb|\bupdates\b/

/** Words that turn it round: ticked, it says "do not". */
const DO_NOT =
  /\b(no[tn]?|nao|nichts?|niet|ne|pas|geen|kein\w*|without|never|stop\w*|unsub\w*|opt (\w+ )?out|optout|exclu\w*|decline\w*|refus\w*|rechaz\w*|ablehn\w*|abbestell\w*|abmeld\w*|desabon\w*|desinsc\w*|baja|cancel\w*|descadastr\w*|disiscri\w*|annull?\w*|uitschrij\w*|afmeld\w*|af|remove|don t|rifiut\w*|recus\w*|widerspr\w*|weiger\w*|withdraw|turn off|object|entfern\w*|dejar|parar)\b/

/** "Don't miss our news", "untick if you do not want it": what says "do not" twice. */
const DO_NOT_MISS = /\b(miss|verpass|manqu|perd|pierd|perca|untick|uncheck|deselect)/

/** What is told beside, about leaving again. */
const REMARK =
  /\b(you (can|may)|(sie|du) k|vous pouvez|puedes?|pode|puoi|je kunt|any ?time|jederzeit|no spam|(we |wir )?(never|don t|do not|niemals) (share|sell|spam|we))\b.*/

/**
 * What a box says of the subscription: ticked yes, not ticked no. A box that says "do not" tells
 * something only when it is ticked. Of several sentences the one about mail counts.
 */
const subscriptionOf = (field: FormField, isChecked: boolean): number | undefined => {
  if (!MAIL.test(`${textsOf(field)}`)) return undefined
  const sentences = (field.label ?? '').split(/[.!?;(–]/).map(wordsOf)
  const label = sentences.find((one) => MAIL.test(one)) ?? sentences.join(' ')
  const says = `${textsOf({ ...field, label: '' })} ${label.replace(REMARK, '')}`
  if (DO_NOT.test(says) && !DO_NOT_MISS.test(says)) return isChecked ? NOT_SUBSCRIBED : undefined
  return isChecked ? SUBSCRIBED : NOT_SUBSCRIBED
}

/** Of several boxes: whoever refuses by a tick means it; else one tick is enough. */
const joinSubscriptions = (states: { state: number; isChecked: boolean }[]): number => {
  const ticked = states.filter(({ isChecked }) => isChecked)
  if (ticked.some(({ state }) => state === NOT_SUBSCRIBED)) return NOT_SUBSCRIBED
  return ticked.length ? SUBSCRIBED : NOT_SUBSCRIBED
}
