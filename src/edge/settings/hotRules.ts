import * as v from 'valibot'
import { parseTaskAction, type TaskAction } from '../../freshsales/actions/task.ts'
import { isObject } from '../../protocol/json.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import { DAY_MS, HOUR_MS } from '../../protocol/time.ts'

/** When somebody who is known is worth a call, from HOT. */
export interface HotRule {
  /** As the operator calls it. */
  readonly name: string
  readonly when: HotCondition
  /** What a sales rep is to do; for the contact's owner where it names no other. */
  readonly task?: TaskAction
  readonly message: boolean
}

export type HotCondition =
  /** Comes back after so long. */
  | { readonly is: 'return'; readonly afterMs: number }
  /** Looks at pages of this path so often within that time. */
  | {
      readonly is: 'pages'
      readonly path: string
      readonly times: number
      readonly withinMs: number
    }
  /** Comes by an address with this parameter. */
  | { readonly is: 'query'; readonly parameter: string; readonly value?: string }

/** Each is looked at with every page view of somebody known. */
const MOST_RULES = 20
const NAME_CHARACTERS = 60

const EXAMPLE = '{"Returned":{"after days":7}}'

/** Reads HOT; a reason names the rule and the field. */
export function parseHot(raw: unknown): Result<readonly HotRule[]> {
  if (!isObject(raw)) return fail(`must be an object of rules by name, such as ${EXAMPLE}`)
  const entries = Object.entries(raw)
  if (entries.length > MOST_RULES)
    return fail(`may have ${MOST_RULES} rules, and has ${entries.length}`)
  const rules: HotRule[] = []
  for (const [name, given] of entries) {
    const rule = parseRule(name.trim(), given)
    if (!rule.ok) return fail(`${JSON.stringify(name.slice(0, NAME_CHARACTERS))}: ${rule.reason}`)
    rules.push(rule.value)
  }
  return succeed(rules)
}

const PATH = 'must be a path such as "/pricing*", in which * stands for anything'
const PARAMETER = 'must be the name of a parameter, such as "fs_cid" or "utm_source=newsletter"'

const number = (min: number, max: number) => {
  const message = `must be a number from ${min} to ${max}`
  return v.exactOptional(
    v.pipe(v.number(message), v.minValue(min, message), v.maxValue(max, message)),
  )
}

const TIMES = 'must be a whole number from 1 to 20'

const ENTRIES = {
  'after days': number(1, 365),
  pages: v.exactOptional(v.pipe(v.string(PATH), v.regex(/^[/*#]\S{0,199}$/, PATH))),
  times: v.exactOptional(
    v.pipe(v.number(TIMES), v.integer(TIMES), v.minValue(1, TIMES), v.maxValue(20, TIMES)),
  ),
  'within hours': number(1, 720),
  query: v.exactOptional(
    v.pipe(v.string(PARAMETER), v.regex(/^[\w.~-]{1,60}(?:=.{1,100})?$/, PARAMETER)),
  ),
  task: v.exactOptional(v.unknown()),
  message: v.exactOptional(v.boolean('must be true or false')),
}

const ruleSchema = v.strictObject(ENTRIES, ({ expected, received }) =>
  expected === 'never'
    ? `is unknown; known are ${Object.keys(ENTRIES).join(', ')}`
    : `must be an object such as {"after days":7}, not ${received}`,
)

function parseRule(name: string, given: unknown): Result<HotRule> {
  if (name === '' || name.length > NAME_CHARACTERS)
    return fail(`a rule needs a name of up to ${NAME_CHARACTERS} characters`)
  const parsed = v.safeParse(ruleSchema, given)
  if (!parsed.success) {
    const [issue] = parsed.issues
    const path = v.getDotPath(issue)
    return fail(path === null ? issue.message : `${path}: ${issue.message}`)
  }
  const when = conditionIn(parsed.output)
  if (!when.ok) return when
  const { task, message = task === undefined || task === false } = parsed.output
  const hasTask = task === undefined ? parsed.output.message !== true : task !== false
  if (!hasTask) return message ? succeed({ name, when: when.value, message }) : NOBODY_TOLD
  const action = parseTask(name, task ?? true)
  return action.ok
    ? succeed({ name, when: when.value, message, task: action.value })
    : fail(`task: ${action.reason}`)
}

const NOBODY_TOLD = fail('tells nobody: leave out "task" and "message", or set one of them')

function conditionIn(given: v.InferOutput<typeof ruleSchema>): Result<HotCondition> {
  const { 'after days': days, pages: path, times = 1, 'within hours': hours = 24, query } = given
  const conditions = [days, path, query].filter((each) => each !== undefined)
  if (conditions.length !== 1) return fail('needs exactly one of "after days", "pages" and "query"')
  for (const key of ['times', 'within hours'] as const)
    if (path === undefined && given[key] !== undefined) return fail(`${key}: goes with "pages"`)
  if (days !== undefined) return succeed({ is: 'return', afterMs: days * DAY_MS })
  if (path !== undefined) return succeed({ is: 'pages', path, times, withinMs: hours * HOUR_MS })
  const [parameter = '', ...values] = String(query).split('=')
  return succeed({ is: 'query', parameter, ...(values.length > 0 && { value: values.join('=') }) })
}

/** Without a title of its own it says which rule it was. */
function parseTask(name: string, given: unknown): Result<TaskAction> {
  const title = `${name}: {email}`
  if (given === true) return parseTaskAction({ title })
  return parseTaskAction(isObject(given) ? { title, ...given } : given)
}
