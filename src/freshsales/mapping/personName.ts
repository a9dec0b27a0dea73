import type { Json } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Fields } from '../change.ts'
import { toText } from '../coercion/text.ts'
import { looseName, valueNamed } from './looseName.ts'

/** The whole name of a person, as loose names: OpenID Connect, Firebase and forms have words of their own for it. */
export const FULL_NAME = [
  ...[
    'name',
    'fullname',
    'displayname',
    'contactname',
    'yourname',
    'nom',
    'nombre',
    'nome',
    'naam',
  ],
  ...['nombrecompleto', 'nomcomplet', 'nomecompleto'],
] as const

const FIRST = ['first', 'firstname', 'given', 'givenname']
const LAST = ['last', 'lastname', 'family', 'familyname', 'surname']

export interface PersonName {
  first?: string
  last?: string
}

/** Halves of a name that say so only together: `last` alone may be a date. */
const FLAT = [
  ['first', 'last'],
  ['given', 'family'],
] as const

/** The name in traits that call its halves nothing but `first` and `last`: taken out, in place, of what no field wants. */
export function takeFlatName(custom: Fields): Json | undefined {
  for (const halves of FLAT) {
    const [first, last] = halves.map((half) => valueNamed(custom, [half]))
    if (typeof first !== 'string' || typeof last !== 'string') continue
    for (const key of Object.keys(custom))
      if (halves.some((half) => half === looseName(key))) delete custom[key]
    return { first, last }
  }
  return undefined
}

/** First and last name out of whole names, a text or `{first, last}`; undefined for what is none. */
export function personName(name: Json): PersonName | undefined {
  if (typeof name === 'string') return splitName(name)
  if (!isObject(name)) return undefined
  const first = toText(valueNamed(name, FIRST) ?? null)
  const last = toText(valueNamed(name, LAST) ?? null)
  const whole = valueNamed(name, ['full', 'formatted', ...FULL_NAME])
  if (first === undefined && last === undefined)
    return typeof whole === 'string' ? splitName(whole) : undefined
  return { ...(first === undefined ? {} : { first }), ...(last === undefined ? {} : { last }) }
}

const isUnset = (word: string) => /^(?:null|undefined)$/.test(word)

const SUFFIX = /^(?:jr|sr|ii|iii|iv|esq|ph\.?\s?d|m\.?d)\.?$/i

/** `Peter Gibbons` and `Gibbons, Peter` → first and last name. One word is a first name. */
export function splitName(fullName: string): PersonName {
  const name = (toText(fullName) ?? '').replace(/\s+/gu, ' ')
  const comma = /^([^,]+), ?([^,]+)$/u.exec(name)
  const ordered = comma && !SUFFIX.test(comma[2] ?? '') ? `${comma[2]} ${comma[1]}` : name
  // `Ann undefined`: programs join what they have not.
  const [first, ...rest] = ordered.split(' ').filter((word) => word !== '' && !isUnset(word))
  return {
    ...(first ? { first } : {}),
    ...(rest.length > 0 ? { last: rest.join(' ') } : {}),
  }
}

/** Loose names of traits that only a person has: whatever else is there is no company's. */
const OF_A_PERSON: ReadonlySet<string> = new Set([
  ...['email', 'emailaddress', 'firstname', 'lastname', 'givenname', 'familyname', 'middlename'],
  ...['fullname', 'displayname', 'contactname', 'surname', 'nickname', 'username', 'salutation'],
  ...['jobtitle', 'title', 'position', 'mobile', 'mobilenumber', 'mobilephone', 'cellphone'],
  ...[
    'gender',
    'birthday',
    'birthdate',
    'dateofbirth',
    'age',
    'company',
    'companyname',
    'employer',
  ],
])

export const isOfAPerson = (looseTrait: string): boolean => OF_A_PERSON.has(looseTrait)
