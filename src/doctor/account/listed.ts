import { fieldListOf } from '../../freshsales/catalog.ts'
import { findRow } from '../../freshsales/mapping/tables.ts'
import { type Findings, note } from '../finding.ts'
import type { Lists } from './lists.ts'
import type { Wish } from './wishes.ts'

/** Freshsales' own fields, which an admin may have hidden or a plan may lack. */
export async function* checkListed(wishes: readonly Wish[], lists: Lists): Findings {
  for (const { object, fields, variable } of wishes) {
    const list = fieldListOf(object)
    const listed = list === undefined ? [] : await lists.entries(list)
    // An account that does not show its fields says nothing about one of them, nor does a task.
    if (listed.length === 0) continue
    for (const field of Object.keys(fields).filter((name) => !name.startsWith('cf_'))) {
      const name = findRow(object, field)?.instead ?? field
      if (!listed.some((entry) => entry.name === name))
        yield note(
          `${variable}: the account does not list ${name} among the fields of a ${object}`,
          'Freshsales may ignore it; look for it in Admin settings.',
        )
    }
  }
}
