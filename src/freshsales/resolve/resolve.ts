import type { JsonObject } from '../../protocol/event.ts'
import type { Fields, Problem } from '../change.ts'
import { REQUIRED_OF_ACTIVITY } from '../mapping/activity.ts'
import { LEAD_FIELDS } from '../mapping/lead.ts'
import { findRow, type RecordObject } from '../mapping/tables.ts'
import type { Catalog, ListName } from './catalog.ts'
import { resolveCustomFields } from './customFields.ts'
import type { Findings } from './findings.ts'
import { resolveReferences } from './references.ts'

/** A record as Freshsales takes it. */
export interface Resolution {
  payload: JsonObject
  /** What was left out, and why. */
  problems: Problem[]
  /** Lists that were never fetched and without which something had to be left out. */
  missing: ListName[]
  /** Lists in which a name was not found; they may be stale. */
  unknown: ListName[]
  /** The values that the account has no name, field or choice for, by the name they came under; it may get one. */
  leftOut: string[]
  /** Fields whose name several entries have: where the record is would tell which is meant. */
  unplaced?: string[]
  /** Fields without which Freshsales makes no such record, and which could not be resolved. */
  incomplete: string[]
}

/**
 * Turns names into ids and traits into custom fields, with what is known of the account. Pure. What
 * cannot be resolved is left out with a problem; the rest of the record is kept. `known` is what
 * a record that exists has, with ids or names: of statuses with one name its stage's is meant.
 */
export function resolve(
  object: RecordObject,
  fields: Fields,
  custom: Fields,
  catalog: Catalog,
  known?: Fields,
): Resolution {
  const findings: Findings = {
    problems: [],
    missing: new Set(),
    unknown: new Set(),
    leftOut: new Set(),
    unplaced: new Set(),
  }
  const { plain, extra } = separate(object, fields)
  const resolved = resolveReferences(object, plain, { catalog, findings, known })
  const filled = resolveCustomFields(
    object,
    { ...custom, ...extra },
    { payload: resolved, catalog, findings },
  )
  const payload = object === 'lead' ? asLead(filled, findings) : filled
  return {
    payload,
    problems: findings.problems,
    missing: [...findings.missing],
    unknown: [...findings.unknown],
    leftOut: [...findings.leftOut],
    ...(findings.unplaced.size > 0 && { unplaced: [...findings.unplaced] }),
    incomplete:
      object === 'activity'
        ? REQUIRED_OF_ACTIVITY.filter((field) => payload[field] === undefined)
        : [],
  }
}

/** `DEFAULTS` and actions put custom fields beside the others; Freshsales ignores them there without a word. */
function separate(object: RecordObject, fields: Fields): { plain: Fields; extra: Fields } {
  const plain: Fields = {}
  const extra: Fields = {}
  for (const [name, value] of Object.entries(fields)) {
    const isCustom = name.startsWith('cf_') && findRow(object, name) === undefined
    const target = isCustom ? extra : plain
    target[name] = value
  }
  return { plain, extra }
}

/** A lead has fewer fields than a contact; a stage or a status is lost on it, and that must be said. */
function asLead(contact: JsonObject, findings: Findings): JsonObject {
  const lead: JsonObject = {}
  for (const [field, value] of Object.entries(contact)) {
    const name = field === 'custom_field' ? field : LEAD_FIELDS.get(field)
    if (name !== undefined) lead[name] = value
    else if (!QUIETLY_LOST.test(field))
      findings.problems.push({ field, reason: 'left out: a lead has no such field', value })
  }
  return lead
}

/** Written by us, not asked for by the site. */
const QUIETLY_LOST = /^(?:first|last|latest)_(?:source|medium|campaign)$|^external_id$|^created_at$/
