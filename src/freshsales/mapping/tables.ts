import { ACCOUNT } from './account.ts'
import { ACTIVITY } from './activity.ts'
import { CONTACT } from './contact.ts'
import { DEAL } from './deal.ts'
import type { Row } from './row.ts'
import { TASK } from './task.ts'

/** Every table by its object. A lead takes the contact's, narrowed by `lead.ts`. */
export const TABLES = {
  contact: CONTACT,
  lead: CONTACT,
  account: ACCOUNT,
  deal: DEAL,
  activity: ACTIVITY,
  task: TASK,
} as const satisfies { [object: string]: readonly Row[] }

export type RecordObject = keyof typeof TABLES

const ROWS = Object.fromEntries(
  Object.entries(TABLES).map(([object, rows]) => [
    object,
    new Map<string, Row>(rows.map((row: Row) => [row.field, row])),
  ]),
)

export function findRow(object: RecordObject, field: string): Row | undefined {
  return ROWS[object]?.get(field)
}

const contactFields = (writes: Row['writes']): ReadonlySet<string> =>
  new Set(
    (CONTACT as readonly Row[]).filter((row) => row.writes === writes).map((row) => row.field),
  )

/** Fields that tell how a person first came: whoever folds events keeps the first value of these, not the last. */
export const SET_ONCE_FIELDS = contactFields('once')

/** Fields that are written only where the contact has no value yet, under the name of the field they stand in for. */
export const FILL_FIELDS = contactFields('fills')

/** The fields that those fill. */
export const FILLED_FIELDS: ReadonlySet<string> = new Set(
  (CONTACT as readonly Row[]).flatMap((row) =>
    row.writes === 'fills' && row.instead !== undefined ? [row.instead] : [],
  ),
)
