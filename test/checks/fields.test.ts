import { expect, test } from 'vitest'
import { ACCOUNT_FIELDS } from '../../demo/freshsales/facts/accountFields.ts'
import { ACTIVITY_FIELDS, ACTIVITY_TIMES } from '../../demo/freshsales/facts/activityFields.ts'
import { CONTACT_FIELDS } from '../../demo/freshsales/facts/contactFields.ts'
import { DEAL_FIELDS } from '../../demo/freshsales/facts/dealFields.ts'
import { RAILS_TIME_ZONES as KNOWN_ZONES } from '../../demo/freshsales/facts/timeZones.ts'
import { RAILS_TIME_ZONES } from '../../src/freshsales/coercion/railsTimeZones.ts'
import type { Row } from '../../src/freshsales/mapping/row.ts'
import { TABLES } from '../../src/freshsales/mapping/tables.ts'

/** The simulator has its own facts about Freshsales: a field that only one side knows is a mistake of one of them. */
const FACTS = {
  contact: CONTACT_FIELDS,
  account: ACCOUNT_FIELDS,
  deal: DEAL_FIELDS,
  activity: [...ACTIVITY_FIELDS, ...Object.keys(ACTIVITY_TIMES).map((name) => ({ name }))],
} as const

/** Sent because a vendor's destination sends it, although Freshsales is not known to keep it. */
const SENT_ALL_THE_SAME = ['created_at', 'sales_account_id', 'creater_id']

test.each(Object.entries(FACTS))(
  'every field of a %s is one that the simulator knows',
  (object, facts) => {
    const known = new Set(facts.map(({ name }) => name))
    const rows: readonly Row[] = TABLES[object as keyof typeof FACTS]
    const unknown = rows
      .map(({ field, instead }) => instead ?? field)
      .filter((field) => !known.has(field) && !SENT_ALL_THE_SAME.includes(field))
    expect(unknown).toEqual([])
  },
)

test('every time zone is one that the simulator knows', () => {
  expect(Object.keys(RAILS_TIME_ZONES).filter((name) => !KNOWN_ZONES.has(name))).toEqual([])
})
