import type { FieldReading } from '../../protocol/form/readFields.ts'
import type { Analytics } from '../api.ts'
import type { Evidence } from '../capture/evidence.ts'
import { readForm, takeFields } from '../capture/readForm.ts'
import type { Options } from '../options.ts'
import { isOn } from '../settings.ts'
import type { Section, Tone } from './panel.ts'

/** What `forms.js` tells of a form, step by step. */
interface FormNews {
  form: Element
  is: 'none' | 'open' | 'yes' | 'no'
  why: string
  fields: FieldReading[]
  evidence: Evidence[]
}

const WORDS: Record<FormNews['is'], [text: string, tone: Tone]> = {
  none: ['is no sign-up', 'waiting'],
  open: ['was handed in; not reported yet', 'waiting'],
  yes: ['was taken, and is reported', 'good'],
  no: ['was refused; not reported', 'bad'],
}

const titleOf = (form: Element): string =>
  ['id', 'name', 'action'].map((name) => form.getAttribute(name)).find(Boolean) ?? 'a form'

const nameOf = ({ field: { name, id, label, type } }: FieldReading): string =>
  name || id || label?.trim() || type

/** One line a field: the trait it tells, or why it tells none and what to do. */
const fieldLine = (reading: FieldReading): string => {
  const { trait, why } = reading
  if (trait) return `${nameOf(reading)} → ${trait}`
  const advice = why === 'not understood' ? '; add data-trait="cf…" to send it' : ''
  return `${nameOf(reading)} · not sent: ${why}${advice}`
}

const evidenceLine = (one: Evidence): string => {
  const at = `${(one.at / 1000).toFixed(1)} s`
  switch (one.is) {
    case 'sent':
      return `${at}: ${one.way} with ${one.carries} of ${one.of} values ${one.address ?? ''}`
    case 'answer':
      return `${at}: answered, and says: ${one.says}`
    case 'look':
      return `${at}: the form is ${one.look}`
    case 'words':
      return `${at}: the page shows ${one.says}: "${one.text ?? ''}"`
    case 'moved':
      return `${at}: the ${one.by} went on to another view`
    case 'left':
      return `${at}: the ${one.by} left the page`
  }
}

const showFields = (section: Section, fields: FieldReading[]): void => {
  for (const reading of fields)
    if (!/hidden|submit|button/.test(reading.field.type))
      section.line(fieldLine(reading), reading.trait ? 'good' : '')
}

/** Shows how a form is read while somebody types, and after it was handed in how it is judged and by what. */
export function watchForms(section: Section, analytics: Analytics, settings: Options): void {
  if (!isOn(settings.forms)) {
    section.line('Forms are off: the tag has no data-forms. What follows is not reported.', 'bad')
  }
  const typed = new WeakSet<Element>()
  section.line('Type into a form to see how it is understood.')
  addEventListener(
    'input',
    (event) => {
      const field = event.composedPath()[0] as HTMLInputElement
      typed.add(field)
      const { form } = field
      if (!form) return
      const { fields, why } = readForm(form, takeFields(form, typed, {}), {})
      section.clear()
      section.line(
        why ? `${titleOf(form)} would report nothing: ${why}` : `${titleOf(form)} would report`,
        why ? 'waiting' : 'good',
      )
      showFields(section, fields)
    },
    true,
  )
  // `form` is no event of the public interface.
  const listen = analytics.on as unknown as (name: string, hear: (news: FormNews) => void) => void
  listen('form', ({ form, is, why, fields, evidence }) => {
    const [text, tone] = WORDS[is]
    section.clear()
    section.line(`${titleOf(form)} ${text}: ${why}`, tone)
    for (const one of evidence) section.line(evidenceLine(one))
    showFields(section, fields)
  })
}
