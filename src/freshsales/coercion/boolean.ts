import type { Json } from '../../protocol/event.ts'
import { toText } from './text.ts'

/** How forms, spreadsheets and people tick a box, in the languages that Freshsales speaks. */
const YES =
  'true yes y on 1 t checked selected enabled active accepted accept agreed agree granted ok x ✓ ✔ ☑ ✅ ja si sí oui sim wahr vrai verdadero verdadeiro subscribe subscribed acepto aceito accetto akzeptiert da да はい 是'
const NO =
  'false no n off 0 f unchecked unselected disabled inactive declined disagree denied refused ☐ ✗ ✘ ❌ nein non não nao falsch faux falso unsubscribe unsubscribed нет いいえ 否'

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...YES.split(' ').map((word): [string, boolean] => [word, true]),
  ...NO.split(' ').map((word): [string, boolean] => [word, false]),
  ['opt in', true],
  ['opted in', true],
  ['yes please', true],
  ['i agree', true],
  ['i accept', true],
  ['opt out', false],
  ['opted out', false],
  ['no thanks', false],
  ['no thank you', false],
  ['not checked', false],
])

/** Of a word that is as long as the longest here. */
const MAX_CHARACTERS = 20

/** True or false, also as a form or a spreadsheet writes it: `on`, `"yes"`, `1`, `["on"]`. */
export function toBoolean(value: Json): boolean | undefined {
  if (typeof value === 'boolean') return value
  const one = Array.isArray(value) && value.length === 1 ? value[0] : value
  if (typeof one === 'boolean') return one
  if (typeof one === 'string' && one.length > MAX_CHARACTERS * 2) return undefined
  if (typeof one !== 'string' && typeof one !== 'number') return undefined
  const said = (toText(one) ?? '').toLowerCase()
  return WORDS.get(said) ?? WORDS.get(said.replace(/[\s,.!_-]+/g, ' ').trim())
}
