import type { Json, Properties } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { MINUTE_MS } from '../../protocol/time.ts'
import type { Action } from '../actions.ts'
import type { Change, Fields, Problem } from '../change.ts'
import { KINDS } from '../coercion/kind.ts'
import { toText } from '../coercion/text.ts'
import { EVERYTHING, mayField, withhold } from '../mapping/allowed.ts'
import { findRow, type RecordObject } from '../mapping/tables.ts'
import { plainTexts } from '../timeline/plain.ts'
import { SERVER, type Word } from '../word.ts'
import type { Done, Occasion } from './interpretContext.ts'
import { lifecycleStage } from './lifecycleStage.ts'
import { salesActivity } from './salesActivity.ts'
import { fillTemplate, holeProblems } from './template.ts'

/** What one action of an event changes. */
export function carryOut(action: Action, occasion: Occasion): Done {
  const properties = isObject(occasion.event.properties) ? occasion.event.properties : {}
  switch (action.type) {
    case 'sales_activity':
      return salesActivity(occasion)
    case 'lifecycle_stage':
      return lifecycleStage(occasion.event, occasion.word)
    case 'contact':
      return configuredContact(action, occasion, properties)
    case 'tag':
      return {
        changes: tagChanges(action.tags, properties),
        problems: holeProblems('tag', action.tags, properties),
        withheld: [],
      }
    case 'activity':
      return configuredActivity(action, occasion, properties)
    case 'task':
      return configuredTask(action, occasion, properties)
    case 'deal':
      return configuredDeal(action, occasion, properties)
  }
}

/** What the operator wrote counts; of a page's word only what is not protected, unless `EVENTS` says so. */
function configuredContact(
  action: Action & { type: 'contact' },
  { word }: Occasion,
  properties: Properties,
): Done {
  const { fields, problems } = fillFields('contact', action.fields, properties)
  const custom = fillCustom(action.custom, properties)
  const { allowed, refused } = divide('contact', fields, wordFor(action, word))
  const change: Change = {
    object: 'contact',
    fields: allowed,
    custom,
    ...(action.fromPage && { isOperators: true }),
    ...(!action.back && { isForward: true }),
  }
  const isEmpty = [...Object.keys(allowed), ...Object.keys(custom)].length === 0
  return { changes: isEmpty ? [] : [change], problems, withheld: refused }
}

/** `"from": "page"` in the action: the operator takes a page's word for it. */
function wordFor({ fromPage }: Action, word: Word): Word {
  return fromPage ? SERVER : word
}

function divide(object: RecordObject, fields: Fields, word: Word) {
  const allowed: Fields = {}
  const refused: Problem[] = []
  const rule: Word = { ...word, fields: [EVERYTHING, ...(word.fields ?? [])] }
  for (const [field, value] of Object.entries(fields)) {
    if (mayField(object, field, rule)) allowed[field] = value
    else refused.push({ ...withhold(object, field, value), reason: NOT_FROM_A_PAGE })
  }
  return { allowed, refused }
}

const NOT_FROM_A_PAGE = 'left out: anybody can send this event; EVENTS lets it with "from": "page"'

function tagChanges(tags: readonly string[], properties: Properties): Change[] {
  const filled = tags.flatMap((tag) => toText(fillTemplate(tag, properties) ?? null) ?? [])
  return filled.map((tag): Change => ({ object: 'tag', tag }))
}

function configuredActivity(
  action: Action & { type: 'activity' },
  { event, key, word }: Occasion,
  properties: Properties,
): Done {
  const { fields, problems } = fillFields('activity', action.fields, properties)
  const start = Date.parse(event.timestamp)
  const end = new Date(start + action.minutes * MINUTE_MS).toISOString()
  return {
    changes: [
      {
        object: 'activity',
        key,
        fields: {
          title: plainTexts({ title: event.event.trim() }, word)['title'] ?? null,
          start_date: event.timestamp,
          end_date: end,
          ...plainTexts(fields, wordFor(action, word)),
        },
      },
    ],
    problems,
    withheld: [],
  }
}

/** The texts stay as they are written: what the event does not say, the person may be known by. */
function configuredTask(
  { fields: { title = null, description = null, ...rest }, dueInDays }: Action & { type: 'task' },
  { event, key }: Occasion,
  properties: Properties,
): Done {
  const { fields, problems } = fillFields('task', rest, properties)
  const texts = { title, description }
  const written = `${title} ${description}`.replace(/\{\s*(.*?)\s*\}/g, '{$1}')
  const named = Object.keys(properties).filter((name) => written.includes(`{${name}}`))
  const values = Object.fromEntries(named.map((name) => [name, properties[name] ?? null]))
  const task = { key, event: event.event.trim(), fields, texts, values, dueInDays }
  return { changes: [{ object: 'task', ...task }], problems, withheld: [] }
}

/** A deal is about money: without its amount or its stage it would be none, so it is made whole or not at all. */
function configuredDeal(
  action: Action & { type: 'deal' },
  { word }: Occasion,
  properties: Properties,
): Done {
  const { fields, problems } = fillFields('deal', action.fields, properties)
  const { name, ...rest } = fields
  const { refused } = divide('deal', rest, wordFor(action, word))
  if (refused.length > 0) return { changes: [], problems, withheld: refused }
  if (typeof name !== 'string') {
    return {
      changes: [],
      problems: [
        {
          field: 'deal.name',
          reason: 'is empty: the event lacks the properties that make the name',
        },
      ],
      withheld: [],
    }
  }
  const account = toText(fillTemplate(action.account ?? null, properties) ?? null)
  return {
    changes: [
      {
        object: 'deal',
        name,
        fields: rest,
        custom: fillCustom(action.custom, properties),
        ...(account === undefined ? {} : { account }),
        ...(action.fromPage && { isOperators: true }),
      },
    ],
    problems,
    withheld: [],
  }
}

function fillFields(
  object: RecordObject,
  templates: Fields,
  properties: Properties,
): { fields: Fields; problems: Problem[] } {
  const fields: Fields = {}
  const problems: Problem[] = []
  for (const [field, template] of Object.entries(templates)) {
    const value = fillTemplate(template, properties)
    if (value === undefined) problems.push(...holeProblems(field, [template], properties))
    if (value === undefined) continue
    const kind = KINDS[findRow(object, field)?.as ?? 'as it is']
    const coerced: Json | undefined = kind.coerce(value)
    if (coerced !== undefined) fields[field] = coerced
    else problems.push({ field, reason: `left out: the value is not ${kind.wants}`, value })
  }
  return { fields, problems }
}

function fillCustom(templates: Fields, properties: Properties): Fields {
  const custom: Fields = {}
  for (const [name, template] of Object.entries(templates)) {
    const value = fillTemplate(template, properties)
    if (value !== undefined) custom[name] = value
  }
  return custom
}
