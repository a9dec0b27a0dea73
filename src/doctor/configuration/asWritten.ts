import type { Env } from '../../edge/env.ts'
import { eventKey } from '../../freshsales/actions.ts'
import { customFieldName, rowNamed } from '../../freshsales/mapping/fieldName.ts'
import type { RecordObject } from '../../freshsales/mapping/tables.ts'
import { isObject } from '../../protocol/json.ts'

/** What a setting says of a record. */
export interface Spot {
  variable: 'DEFAULTS' | 'EVENTS' | 'LEAD_QUALITY' | 'CLICK_FIELDS'
  /** The event, as events are compared: in small letters. */
  event?: string
  object: RecordObject
}

/** Names as they stand in the settings, where `Config` has them as they are compared and sent. */
export interface AsWritten {
  /** `EVENTS "Trial Started"`. */
  title(spot: Omit<Spot, 'object'>): string
  /** `lifecycle stage` instead of `lifecycle_stage_id`. */
  field(spot: Spot, field: string): string
}

/** Pure. */
export function readAsWritten({ DEFAULTS, EVENTS }: Env): AsWritten {
  const defaults = parse(DEFAULTS)
  const events = parse(EVENTS)
  const names = Array.isArray(events)
    ? events.map((row) => String(row?.from))
    : Object.keys(isObject(events) ? events : {})
  return {
    title({ variable, event }) {
      if (event === undefined) return variable
      return `${variable} ${JSON.stringify(names.find((name) => eventKey(name) === event) ?? event)}`
    },
    field({ variable, event, object }, field) {
      const given = Object.entries(isObject(events) ? events : {})
        .filter(([name]) => eventKey(name) === event)
        .flatMap(([, actions]) => actions)
      const written =
        variable === 'DEFAULTS' ? [defaults] : given.map((each) => partOf(each, object))
      const all = written.filter(isObject).flatMap((part) => Object.keys(part))
      return all.find((name) => means(name, { object, field })) ?? field
    },
  }
}

function partOf(action: unknown, object: RecordObject): unknown {
  const part = isObject(action) ? action[object] : undefined
  return isObject(part) ? part : action
}

/** Short names leave out what the record is: `status`, `type`. */
const OMITTED: { readonly [kind in RecordObject]: string } = {
  contact: 'contact_',
  lead: 'contact_',
  account: '',
  deal: '',
  activity: 'sales_activity_',
  task: '',
}

function means(name: string, { object, field }: { object: RecordObject; field: string }): boolean {
  const whole = OMITTED[object] + name
  return (
    customFieldName(name) === field ||
    // `"activity": "Demo"` gives nothing but the type.
    (name === object && field === 'sales_activity_type_id') ||
    [name, whole, `${whole}_id`].some((each) => rowNamed(object, each)?.field === field)
  )
}

/** What cannot be read is told as a fault of its setting. */
function parse(raw: unknown): unknown {
  try {
    return typeof raw === 'string' ? JSON.parse(raw) : raw
  } catch {
    return undefined
  }
}
