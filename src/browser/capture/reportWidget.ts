import type { FormField } from '../../protocol/form/field.ts'
import { consentOf } from './judge/submission.ts'
import type { FormsJudge, FormsKit } from './kit.ts'
import type { Told, WidgetField } from './widgets/widget.ts'
import type { WidgetEntry } from './widgets/widgets.ts'

/** What `widgets.js` may use of the other files. */
export type WidgetsKit = FormsKit & Pick<FormsJudge, 'readFields' | 'isReported'>

const LONGEST_ID = 300

/** Texts and numbers; what is neither names nothing. */
const textOf = (value: unknown): string | undefined =>
  /string|number/.test(typeof value) ? `${value}`.slice(0, LONGEST_ID) : undefined

const fieldOf = ({ value, label, ...field }: WidgetField): FormField => ({
  type: 'text',
  ...field,
  label: textOf(label),
  value: [value]
    .flat()
    .filter((one) => textOf(one))
    .join(';'),
})

/**
 * Reports one submission, as a form is: an `identify`, where the widget tells who it is, and a `track`.
 * What lacks an id that belongs to it is not in the vendor's shape.
 */
export const reportWidget = (
  kit: WidgetsKit,
  { name, file, passes }: WidgetEntry,
  told: Told,
  isFrame: boolean,
): void => {
  const { fields = [], meeting, event = meeting ? 'Meeting Booked' : 'Form Submitted' } = told
  for (const key of ['id', 'formId'] as const) if (key in told && !textOf(told[key])) return
  const { traits } = kit.readFields(fields.map(fieldOf))
  const address = traits['email'] ?? traits['phone']
  if (!isFrame && address && kit.isReported(`${address}`)) return
  const moment = kit.thisMoment()
  const [id, formId, formName] = [told.id, told.formId, told.formName].map(textOf)
  const messageId = id ? `${file}-${id}` : kit.createId()
  // Not `id`, by which page and server say that they tell of one hand-in: a form is handed in again.
  const form = { widget: name, formId, formName, seconds: performance.now() / 1000 }
  const context = { form, ...consentOf(kit) }
  const isKnown = Object.keys(traits)[0]
  if (isKnown) kit.record('identify', [traits, { messageId: `${messageId}-who`, context }], moment)
  // The vendor tells the edge whose booking it is: from now on they are known there.
  if (!isKnown && passes === 'id') kit.person().known = 1
  const url = kit.pageAddress(moment.href).href
  const properties = { widget: name, formId, formName, ...meeting, url }
  kit.record('track', [event, properties, { messageId, context }], moment)
  kit.emit('widget', { name, event, traits })
}
