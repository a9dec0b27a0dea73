import { isObject } from '../../protocol/json.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import type { Fields } from '../change.ts'
import { parseFields } from './fields.ts'

export interface TaskAction {
  type: 'task'
  fields: Fields
  dueInDays: number
}

/** A task years ahead is a mistyped one. */
const MAX_DAYS = 365

const EXAMPLE = '{"title": "Call {email}", "dueInDays": 1, "owner": "ann@acme.com"}'

/** `"Call {email}"` is the title, due at once; an object says more. A text may hold `{property}` of the event or `{field}` of the person. */
export function parseTaskAction(given: unknown): Result<TaskAction> {
  const task = typeof given === 'string' ? { title: given } : given
  if (!isObject(task)) return fail(`must be a text or an object such as ${EXAMPLE}`)
  const { dueInDays = 0, ...rest } = task
  if (typeof rest['title'] !== 'string' || rest['title'].trim() === '')
    return fail(`title: is missing: say what is to be done, as in ${EXAMPLE}`)
  if (!isDays(dueInDays)) return fail(`dueInDays: must be a whole number from 0 to ${MAX_DAYS}`)
  const parsed = parseFields('task', rest)
  if (!parsed.ok) return parsed
  const [custom] = Object.keys(parsed.value.custom)
  if (custom !== undefined) return fail(`${custom}: a task has no custom fields`)
  return succeed({ type: 'task', fields: parsed.value.fields, dueInDays })
}

function isDays(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_DAYS
}
