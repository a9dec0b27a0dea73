import type { FieldReading } from '../../protocol/form/readFields.ts'
import type { Analytics } from '../api.ts'
import type { Evidence } from '../capture/evidence.ts'
import { readForm, takeFields } from '../capture/judge/readForm.ts'
import { scopeOf } from '../capture/scope.ts'
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
  open: ['was handed in; to be reported once it is taken', 'waiting'],
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
    if (!/hidden|submit|button|set|output/.test(reading.field.type))
      section.line(fieldLine(reading), reading.trait ? 'good' : '')
}

/** A verdict, and when it was told. */
type Step = [at: number, text: string, tone: Tone]

/** Evidence and verdicts in the order in which they came. */
const stepsOf = (evidence: Evidence[], verdicts: Step[]): Step[] =>
  [...evidence.map((one): Step => [one.at, evidenceLine(one), '']), ...verdicts].sort(
    ([one], [other]) => one - other,
  )

/** Shows how each form is read while somebody types, and after it was handed in how it is judged and by what. */
export function watchForms(section: Section, analytics: Analytics, settings: Options): void {
  if (!isOn(settings.forms)) {
    section.line('Forms are off: the tag has no data-forms. What follows is not reported.', 'bad')
  }
  const hint = section.line('Type into a form to see how it is understood.')
  const typed = new WeakSet<Element>()
  const blocks = new Map<Element, Section>()
  const verdicts = new WeakMap<Element, Step[]>()
  const blockOf = (form: Element): Section => {
    hint.remove()
    const block = blocks.get(form) ?? section.block()
    blocks.set(form, block)
    block.clear()
    return block
  }
  addEventListener(
    'input',
    (event) => {
      const field = event.composedPath()[0] as HTMLInputElement
      typed.add(field)
      const form = scopeOf(field)
      if (!form) return
      const { fields, why } = readForm(form, takeFields(form, typed, {}), {})
      const block = blockOf(form)
      const tells = why ? `would report nothing: ${why}` : 'would report'
      block.line(`${titleOf(form)} ${tells}`, why ? 'waiting' : 'good')
      showFields(block, fields)
    },
    true,
  )
  // `form` is no event of the public interface.
  const listen = analytics.on as unknown as (name: string, hear: (news: FormNews) => void) => void
  listen('form', ({ form, is, why, fields, evidence }) => {
    const [text, tone] = WORDS[is]
    const known = evidence[0] ? (verdicts.get(form) ?? []) : []
    const told: Step[] = [...known, [performance.now(), why, tone]]
    verdicts.set(form, told)
    const block = blockOf(form)
    block.line(`${titleOf(form)} ${text}: ${why}`, tone)
    for (const [, line, mark] of stepsOf(evidence, told)) block.line(line, mark)
    showFields(block, fields)
  })
}
