import { isObject } from '../protocol/json.ts'
import { fail, type Result, succeed } from '../protocol/result.ts'
import { type ActivityAction, parseActivityAction } from './actions/activity.ts'
import { type ContactAction, parseContactAction } from './actions/contact.ts'
import { type DealAction, parseDealAction } from './actions/deal.ts'
import { faultOfTemplate } from './actions/fields.ts'
import { parseTaskAction, type TaskAction } from './actions/task.ts'

/** What one event does in the CRM. Texts may hold `{property}` of the event. */
export type Action = Deed & {
  /** The operator takes a page's word for it, although anybody can send a page's events. */
  fromPage?: true
  /** It may put a contact back to a stage or a status that it has left. */
  back?: true
}

type Deed =
  /** RudderStack's: the event's own properties describe the activity or name the stage. */
  | { type: 'sales_activity' }
  | { type: 'lifecycle_stage' }
  | ContactAction
  | { type: 'tag'; tags: string[] }
  | ActivityAction
  | TaskAction
  | DealAction

/** By the event's name as `eventKey` writes it. */
export type EventActions = ReadonlyMap<string, readonly Action[]>

const BUILT_IN = ['sales_activity', 'lifecycle_stage'] as const

/**
 * Reads the `EVENTS` configuration:
 *
 * ```json
 * {
 *   "Signed Up": { "lifecycleStage": "Lead", "tag": "signed up" },
 *   "Demo Requested": { "status": "Interested", "activity": "Demo" },
 *   "Order Completed": { "deal": { "name": "Order {order_id}", "amount": "{revenue}", "stage": "Won" } },
 *   "Call Logged": "sales_activity"
 * }
 * ```
 *
 * What writes a protected field (a stage, an owner, an amount) acts on the word of a server; with
 * `"from": "page"` beside it also on that of a page, whose events anybody can send.
 *
 * An event may also have a list of these. RudderStack's `[{"from": "Signed Up", "to": "lifecycle_stage"}]` is read too.
 */
export function parseActions(value: unknown): Result<EventActions> {
  if (Array.isArray(value)) return parseRudderStack(value)
  if (!isObject(value)) return fail('must be an object: {"Signed Up": {"lifecycleStage": "Lead"}}')
  const actions = new Map<string, readonly Action[]>()
  for (const [name, given] of Object.entries(value)) {
    const parsed = parseEvent(given)
    if (!parsed.ok) return fail(`${JSON.stringify(name)}: ${parsed.reason}`)
    actions.set(eventKey(name), [...(actions.get(eventKey(name)) ?? []), ...parsed.value])
  }
  return succeed(actions)
}

/** Names are compared whatever their case and the blanks around them. */
export function eventKey(name: string): string {
  return name.trim().toLowerCase()
}

/** One of RudderStack's two own event names, however it is written: ` Lifecycle  Stage ` is `lifecycle_stage`. */
export function builtInAction(name: string): Action | undefined {
  const spelled = eventKey(name).replace(/\s+/g, '_')
  const type = BUILT_IN.find((known) => known === spelled)
  return type && { type }
}

/** Rows without a target are left over from RudderStack's settings page; they mean nothing. */
function parseRudderStack(rows: readonly unknown[]): Result<EventActions> {
  const actions = new Map<string, readonly Action[]>()
  for (const [index, row] of rows.entries()) {
    if (!isObject(row) || typeof row['from'] !== 'string' || typeof row['to'] !== 'string') {
      return fail(`[${index}]: must be {"from": "event name", "to": "lifecycle_stage"}`)
    }
    if (row['from'].trim() === '' || row['to'].trim() === '') continue
    const parsed = parseOne(row['to'])
    if (!parsed.ok) return fail(`[${index}].to: ${parsed.reason}`)
    const key = eventKey(row['from'])
    actions.set(key, [...(actions.get(key) ?? []), ...parsed.value])
  }
  return succeed(actions)
}

function parseEvent(given: unknown): Result<Action[]> {
  if (!Array.isArray(given)) return parseOne(given)
  const all: Action[] = []
  for (const [index, one] of given.entries()) {
    const parsed = parseOne(one)
    if (!parsed.ok) return fail(`[${index}]: ${parsed.reason}`)
    all.push(...parsed.value)
  }
  return succeed(all)
}

function parseOne(given: unknown): Result<Action[]> {
  if (typeof given === 'string') {
    const builtIn = builtInAction(given)
    return builtIn
      ? succeed([builtIn])
      : fail(
          `${JSON.stringify(given)} is no action: use "sales_activity", "lifecycle_stage" or an object`,
        )
  }
  if (!isObject(given)) return fail('must be an object such as {"lifecycleStage": "Lead"}')
  const { tag, tags, activity, task, deal: givenDeal, from, back, ...contact } = given
  if (back !== undefined && back !== true)
    return fail('back: must be true, or be left out: whether a stage may go back')
  const { deal, from: fromOfDeal } = takeFrom(givenDeal)
  for (const value of [from, fromOfDeal])
    if (value !== undefined && value !== 'page')
      return fail('from: must be "page", or be left out: who may send the event')
  const parsed = together([
    ['tag', tag, parseTags],
    ['tags', tags, parseTags],
    ['activity', activity, parseActivityAction],
    ['task', task, parseTaskAction],
    ['deal', deal, parseDealAction],
    ['', Object.keys(contact).length === 0 ? undefined : contact, parseContactAction],
  ])
  if (!parsed.ok) return parsed
  const isFromPage = ({ type }: Action) => from === 'page' || (type === 'deal' && fromOfDeal)
  return succeed(
    parsed.value.map((action) => ({
      ...action,
      ...(isFromPage(action) ? { fromPage: true } : {}),
      ...(back === true && { back }),
    })),
  )
}

/** `from` may stand inside the deal as well as beside it. */
function takeFrom(deal: unknown): { deal: unknown; from?: unknown } {
  if (!isObject(deal)) return { deal }
  const { from, ...rest } = deal
  return { deal: rest, from }
}

type Part = readonly [key: string, given: unknown, parse: (given: unknown) => Result<Action>]

function together(parts: readonly Part[]): Result<Action[]> {
  const actions: Action[] = []
  for (const [key, given, parse] of parts) {
    if (given === undefined) continue
    const parsed = parse(given)
    if (!parsed.ok) return fail(key === '' ? parsed.reason : `${key}: ${parsed.reason}`)
    actions.push(parsed.value)
  }
  return actions.length === 0
    ? fail('does nothing: say what, such as {"tag": "signed up"}')
    : succeed(actions)
}

/** As they are written: a placeholder says nothing before an event fills it in. */
function parseTags(given: unknown): Result<Action> {
  const list = typeof given === 'string' ? given.split(',') : given
  const tags = Array.isArray(list)
    ? list.map((tag) => (typeof tag === 'string' ? tag.trim() : ''))
    : []
  if (tags.length === 0 || tags.includes('')) return fail('must be a text or a list of texts')
  const fault = faultOfTemplate(tags)
  return fault === undefined ? succeed({ type: 'tag', tags }) : fail(fault)
}

/** What an event of that name does. A mapping of `EVENTS` takes the place of a built-in name. */
export function actionsFor(
  name: unknown,
  { actions }: { actions: EventActions },
): readonly Action[] {
  if (typeof name !== 'string') return []
  const configured = actions.get(eventKey(name))
  if (configured !== undefined) return configured
  const builtIn = builtInAction(name)
  return builtIn === undefined ? [] : [builtIn]
}
