import type { Change } from '../../../freshsales/change.ts'
import { nameKey } from '../../../protocol/cleanText.ts'
import { HOUR_MS } from '../../../protocol/time.ts'
import { type AdmittedEvent, wordOf } from '../../collect/admission.ts'
import type { Person } from '../parts/parts.ts'
import { reportProblem } from '../person/personCore.ts'

/** Tags, companies and deals that pages may add to one person in an hour: a sign-up brings a few. */
const MOST_AN_HOUR = 30

/** The changes without the tags, companies and deals that are too many of a page's making. */
export function boundNames(
  person: Person,
  changes: readonly Change[],
  { event, receivedAt }: { event: AdmittedEvent; receivedAt: number },
): readonly Change[] {
  if (wordOf(event).provenance !== 'page') return changes
  const hour = Math.floor(receivedAt / HOUR_MS)
  let count = person.named?.hour === hour ? person.named.count : 0
  const kept = changes.filter((change) => {
    if (!addsName(person, change)) return true
    count++
    if (count <= MOST_AN_HOUR) return true
    reportProblem(person, { field: change.object, reason: TOO_MANY })
    return false
  })
  if (count > 0) person.named = { hour, count }
  return kept
}

const TOO_MANY = `left out: the website added more than ${MOST_AN_HOUR} to this person within the hour`

function addsName({ tags, accounts, deals }: Person, change: Change): boolean {
  switch (change.object) {
    case 'tag':
      return !Object.hasOwn(tags, change.tag)
    case 'account':
      return !Object.keys(accounts).some((name) => nameKey(name) === nameKey(change.name))
    case 'deal':
      return !Object.hasOwn(deals, change.name)
    case 'contact':
    case 'activity':
    case 'task':
    case 'page':
    case 'event':
      return false
  }
}
