import type { Fields } from '../../../freshsales/change.ts'
import { keyRank, type PersonCore } from '../person/personCore.ts'
import { rankOf, type StampedRecord, type Values } from '../person/stamped.ts'
import type { Outcome } from './part.ts'
import { tellVisit } from './tellVisit.ts'
import type { VisitsState } from './visits.ts'

type Told = PersonCore & StampedRecord & VisitsState

/** What is not set, and what now stands in a contact or lead that was there on a page's word alone. */
export function tellSettled(
  person: Told,
  { values, asked = {} }: { values: Values; asked?: Fields },
  { now, config: { timeline } }: Outcome,
): void {
  const isOwn = person.existed === false && keyRank(person, `e:${person.email}`) === 'page'
  const unverified = isOwn ? {} : saidByPage(person, values, asked)
  tellVisit(person, { asked, unverified }, { at: now, timeline })
}

function saidByPage(person: Told, { fields, leftOut = [] }: Values, asked: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => {
      const stamped = person.fields[name]
      const isSent = !Object.hasOwn(asked, name) && !leftOut.includes(name)
      return isSent && stamped && rankOf(stamped) === 'page' && !OF_THE_BROWSER.test(name)
    }),
  )
}

/** Told by the browser, not by the person. */
const OF_THE_BROWSER =
  /^(?:(?:first|last|latest)_|visit_|utm_)|^(?:emails|external_id|time_zone|created_at)$/
