import type { Json, Properties, TrackEvent } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Action } from '../actions.ts'
import type { Change, Fields, Problem } from '../change.ts'
import { KINDS } from '../coercion/kind.ts'
import { toText } from '../coercion/text.ts'
import { findRow, type RecordObject } from '../mapping/tables.ts'
import { lifecycleStage } from './lifecycleStage.ts'
import { salesActivity } from './salesActivity.ts'
import { fill, holesOf } from './template.ts'

export interface Done {
  changes: Change[]
  problems: Problem[]
}

/** The event an action is for, and what makes the effect unique. */
export interface Occasion {
  event: TrackEvent
  key: string
}

/** What one action of an event changes. */
export function carryOut(action: Action, occasion: Occasion): Done {
  const properties = isObject(occasion.event.properties) ? occasion.event.properties : {}
  switch (action.type) {
    case 'sales_activity':
      return salesActivity(occasion)
    case 'lifecycle_stage':
      return lifecycleStage(occasion.event)
    case 'contact': {
      const { fields, problems } = fillFields('contact', action.fields, properties)
      return {
        changes: [{ object: 'contact', fields, custom: fillCustom(action.custom, properties) }],
        problems,
      }
    }
    case 'tag':
      return {
        changes: tagChanges(action.tags, properties),
        problems: holeProblems('tag', action.tags, properties),
      }
    case 'activity':
      return configuredActivity(action, occasion, properties)
    case 'deal':
      return configuredDeal(action, properties)
  }
}

function tagChanges(tags: readonly string[], properties: Properties): Change[] {
  const filled = tags.flatMap((tag) => toText(fill(tag, properties) ?? null) ?? [])
  return filled.map((tag): Change => ({ object: 'tag', tag }))
}

/** A property that stands alone may be optional; one inside a text leaves a hole in it. */
function holeProblems(
  field: string,
  templates: readonly Json[],
  properties: Properties,
): Problem[] {
  return templates.flatMap((template) => {
    const holes = holesOf(template, properties)
    if (holes.length === 0 || (typeof template === 'string' && /^\{[^{}]*\}$/.test(template)))
      return []
    return [{ field, reason: `left out: the event has no ${holes.join(', ')}`, value: template }]
  })
}

function configuredActivity(
  action: Action & { type: 'activity' },
  { event, key }: Occasion,
  properties: Properties,
): Done {
  const { fields, problems } = fillFields('activity', action.fields, properties)
  const start = Date.parse(event.timestamp)
  const end = new Date(start + action.minutes * 60_000).toISOString()
  return {
    changes: [
      {
        object: 'activity',
        key,
        fields: {
          title: event.event.trim(),
          start_date: event.timestamp,
          end_date: end,
          ...fields,
        },
      },
    ],
    problems,
  }
}

function configuredDeal(action: Action & { type: 'deal' }, properties: Properties): Done {
  const { fields, problems } = fillFields('deal', action.fields, properties)
  const { name, ...rest } = fields
  if (typeof name !== 'string') {
    return {
      changes: [],
      problems: [
        {
          field: 'deal.name',
          reason: 'is empty: the event lacks the properties that make the name',
        },
      ],
    }
  }
  const account = toText(fill(action.account ?? null, properties) ?? null)
  return {
    changes: [
      {
        object: 'deal',
        name,
        fields: rest,
        custom: fillCustom(action.custom, properties),
        ...(account === undefined ? {} : { account }),
      },
    ],
    problems,
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
    const value = fill(template, properties)
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
    const value = fill(template, properties)
    if (value !== undefined) custom[name] = value
  }
  return custom
}
