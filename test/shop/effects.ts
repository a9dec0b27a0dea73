import {
  CHAPTERS,
  callTitleOf,
  dealNameOf,
  emailOf,
  hasDeal,
  jobOf,
  LAST_CHANGE,
  markOf,
  VIEWS_A_PERSON,
} from './people.ts'

/** What the simulator shows at `/simulator/records?only=contacts,deals,notes,sales_activities`. */
export interface Crm {
  contacts: { id: number; email: string; job_title: string | null; city: string | null }[]
  deals: { name: string }[]
  notes: { description: string; targetable_id: number }[]
  sales_activities: { title: string; targetable_id: number }[]
}

/** Effects of acknowledged events that are not in the CRM, and effects that are there too often. */
export interface Comparison {
  expected: number
  lost: string[]
  doubled: string[]
}

/** Compares what the CRM holds with what the first `people` people did. */
export function compareEffects(crm: Crm, people: number): Comparison {
  const comparison: Comparison = { expected: 0, lost: [], doubled: [] }
  const contacts = groupBy(crm.contacts, ({ email }) => email)
  const deals = groupBy(crm.deals, ({ name }) => name)
  const calls = groupBy(crm.sales_activities, ({ title }) => title)
  const notes = groupBy(crm.notes, ({ targetable_id }) => String(targetable_id))
  const count = (what: string, found: number, expected: number) => {
    comparison.expected += expected
    if (found < expected) comparison.lost.push(`${what}: ${found} of ${expected}`)
    if (found > expected) comparison.doubled.push(`${what}: ${found} instead of ${expected}`)
  }
  for (let person = 0; person < people; person++) {
    const found = contacts.get(emailOf(person)) ?? []
    const [contact] = found
    count(emailOf(person), found.length, 1)
    count(`latest values of ${person}`, contact && isLatest(contact, person) ? 1 : 0, 1)
    count(callTitleOf(person), calls.get(callTitleOf(person))?.length ?? 0, 1)
    count(dealNameOf(person), deals.get(dealNameOf(person))?.length ?? 0, hasDeal(person) ? 1 : 0)
    const story = notes.get(String(contact?.id))?.map(({ description }) => description) ?? []
    for (const chapter of CHAPTERS.keys()) {
      const mark = markOf(person, chapter)
      const told = story.join('\n').match(new RegExp(`${mark}\\b`, 'g'))
      count(mark, told?.length ?? 0, 1)
    }
    count(`page views of ${person}`, countViews(story), VIEWS_A_PERSON)
  }
  return comparison
}

function isLatest({ job_title, city }: Crm['contacts'][number], person: number): boolean {
  return job_title === jobOf(person, LAST_CHANGE) && city === 'Rome'
}

/** An entry has a line for each page: `• /pricing ×2`. */
function countViews(entries: readonly string[]): number {
  let views = 0
  for (const line of entries.join('\n').split('\n'))
    if (line.startsWith('•')) views += Number(/ ×(\d+)$/.exec(line)?.[1] ?? 1)
  return views
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
