import { ACCOUNT_FIELDS } from '../facts/accountFields.ts'
import { ACTIVITY_FIELDS, ACTIVITY_TIMES } from '../facts/activityFields.ts'
import { CONTACT_FIELDS } from '../facts/contactFields.ts'
import { DEAL_FIELDS } from '../facts/dealFields.ts'
import { FIELD_LABELS } from '../facts/fieldLabels.ts'
import { LEAD_COMPANY_FIELDS, LEAD_FIELDS } from '../facts/leadFields.ts'
import { PHRASES, type Phrase } from '../facts/phrases.ts'
import type { Settings } from '../settings/settings.ts'

/** Pure: a refusal as this account words it: in its language, with the field spelt its way. */
export function inLanguage(message: string, settings: Settings): string {
  const { language, behaviour } = settings
  if (language === 'en' && behaviour.fieldsInRefusals === 'label') return message
  for (const [pattern, phrase] of PATTERNS) {
    const said = pattern.exec(message)
    if (!said) continue
    const { field, value = '' } = said.groups ?? {}
    return phrase[language]
      .replace('{field}', () => (field === undefined ? '' : spelt(field, settings)))
      .replace('{value}', () => value)
  }
  return message
}

const PATTERNS: readonly (readonly [RegExp, Phrase])[] = PHRASES.map((phrase) => [
  new RegExp(`^${phrase.en.replace(/[.?]/g, '\\$&').replace(/\{(field|value)\}/, '(?<$1>[^]+)')}$`),
  phrase,
])

interface Named {
  name: string
  label: string
}

/** Fields that have a name and a label; the first of a label is meant. */
const STANDARD: readonly Named[] = [
  ...CONTACT_FIELDS,
  ...ACCOUNT_FIELDS,
  ...DEAL_FIELDS,
  ...ACTIVITY_FIELDS,
  ...Object.entries(ACTIVITY_TIMES).map(([name, label]) => ({ name, label })),
  ...LEAD_FIELDS,
  ...LEAD_COMPANY_FIELDS,
  { name: 'description', label: 'Description' },
  { name: 'due_date', label: 'Due date' },
]

function spelt(said: string, { language, behaviour, customFields }: Settings): string {
  const wanted = loose(said)
  const custom = Object.values(customFields).flat()
  const isMeant = ({ name, label }: Named) =>
    loose(name) === wanted || loose(label) === wanted || loose(name) === `${wanted}id`
  const { name, label } = [...STANDARD, ...custom].find(isMeant) ?? { name: said, label: said }
  switch (behaviour.fieldsInRefusals) {
    case 'label':
      return (language !== 'en' && FIELD_LABELS[label]?.[language]) || label
    case 'english':
      return label
    case 'camel':
      return name.replace(/(^|_)([a-z])/g, (_match, _start, letter: string) => letter.toUpperCase())
    case 'name':
      return name
  }
}

function loose(text: string): string {
  return text.toLowerCase().replace(/[\s_]/g, '')
}
