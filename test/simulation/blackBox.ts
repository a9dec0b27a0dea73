// Stands alone on purpose: what went in over HTTP and the records of the CRM in, what is wrong out. It
// knows nothing of the outbox, of the stories or of a model, so the same one judges the simulation and
// the built Worker on workerd.

/** One event as it was sent, and what became of it. */
export interface SentOnce {
  event: { [field: string]: unknown }
  /** Whether anybody was told that it arrived. */
  isAcknowledged: boolean
}

/** Records as the API of the CRM shows them. */
export interface BlackBoxCrm {
  contacts: CrmRecord[]
  leads?: CrmRecord[]
  notes: CrmRecord[]
  sales_activities: CrmRecord[]
}

type CrmRecord = { [field: string]: unknown }

export interface BlackBoxOptions {
  /** Fields of a contact that a trait of an `identify` goes to as it is. */
  fields: { readonly [trait: string]: string }
  /** Events that the timeline does not tell, since they are something of their own. */
  untold: (event: { [field: string]: unknown }) => boolean
  /** By so much the clock was set back: so far apart, times do not tell what was said last. */
  slackMs?: number
  /** Addresses about which nothing is said here: their data was erased or changed from outside. */
  isExempt: (email: string) => boolean
}

interface Known {
  emails: Set<string>
  sent: SentOnce[]
}

/** Everything that is lost, doubled or made up. */
export function checkBlackBox(
  sent: readonly SentOnce[],
  crm: BlackBoxCrm,
  options: BlackBoxOptions,
): string[] {
  const people = [...new Set(groupByIds(sent).values())]
  const records = [...crm.contacts, ...(crm.leads ?? [])]
  const said = new Set(people.flatMap(({ emails }) => [...emails]))
  const strangers = records
    .map((record) => String(record['email']))
    .filter((email) => !said.has(email) && !options.isExempt(email))
  return [
    ...strangers.map((email) => `nobody ever said ${email}`),
    ...people.flatMap((person) => faultsOf(person, { records, crm, options })),
  ]
}

function faultsOf(
  { emails, sent }: Known,
  { records, crm, options }: { records: CrmRecord[]; crm: BlackBoxCrm; options: BlackBoxOptions },
): string[] {
  const [email, ...others] = emails
  if (email === undefined || others.length > 0 || options.isExempt(email)) return []
  const found = records.filter((record) => record['email'] === email)
  if (found.length > 1) return [`${email} is there ${found.length} times`]
  const [record] = found
  const isIntroduced = sent.some((each) => each.isAcknowledged && emailOf(each) === email)
  if (!record) return isIntroduced ? [`${email} is lost`] : []
  const faults = isIntroduced ? [...lostFields(record, sent, options)] : []
  return [...faults, ...timelineFaults(record, { sent, crm, options, isIntroduced })].map(
    (fault) => `${email}: ${fault}`,
  )
}

/** A value that somebody was told had arrived gives way only to one that was said later. */
function lostFields(
  record: CrmRecord,
  sent: SentOnce[],
  { fields, slackMs = 0 }: BlackBoxOptions,
): string[] {
  return Object.entries(fields).flatMap(([trait, field]) => {
    const values = sent
      .filter(({ event }) => traitsOf(event)[trait] !== undefined)
      .map(({ event, isAcknowledged }) => ({
        at: Date.parse(String(event['timestamp'])),
        value: traitsOf(event)[trait],
        isAcknowledged,
      }))
    const newest = Math.max(...values.filter((each) => each.isAcknowledged).map(({ at }) => at))
    const possible = values.filter(({ at }) => at >= newest - slackMs).map(({ value }) => value)
    if (!Number.isFinite(newest) || possible.includes(record[field])) return []
    return [`${field} is ${record[field]} instead of ${possible.join(' or ')}`]
  })
}

/** Each page view and event once, in whichever entry. */
function timelineFaults(
  { id }: CrmRecord,
  {
    sent,
    crm,
    options,
    isIntroduced,
  }: { sent: SentOnce[]; crm: BlackBoxCrm; options: BlackBoxOptions; isIntroduced: boolean },
): string[] {
  const toTell = sent.filter(({ event }) => isSighting(event) && !options.untold(event))
  const least = isIntroduced ? toTell.filter((each) => each.isAcknowledged).length : 0
  const told = [...crm.notes, ...crm.sales_activities]
    .filter((row) => row['targetable_id'] === id)
    .flatMap((row) => `${row['description'] ?? ''}\n${row['notes'] ?? ''}`.split('\n'))
    .reduce((sum, line) => sum + linesIn(line), 0)
  if (told < least) return [`${least - told} of ${least} page views and events are lost`]
  if (told > toTell.length) return [`${told - toTell.length} page views and events are doubled`]
  return []
}

/** `• /pricing ×2`, `→ Signed up`, `… and 7 more`. */
function linesIn(line: string): number {
  if (line.startsWith('•')) return Number(/ ×(\d+)$/.exec(line)?.[1] ?? 1)
  if (line.startsWith('→')) return 1
  return Number(/^… and (\d+) more$/.exec(line)?.[1] ?? 0)
}

/** Who shares an id is one person; an event that is sent again counts once, and as acknowledged if it ever was. */
function groupByIds(sent: readonly SentOnce[]): Map<string, Known> {
  const byId = new Map<string, Known>()
  for (const each of once(sent)) {
    const ids = (['userId', 'anonymousId'] as const).flatMap((name) => {
      const id = each.event[name]
      return id === undefined ? [] : [`${name} ${id}`]
    })
    const known = [...new Set(ids.flatMap((id) => byId.get(id) ?? []))]
    const person = known.length > 0 ? unite(byId, known) : { emails: new Set<string>(), sent: [] }
    const email = emailOf(each)
    if (email !== undefined) person.emails.add(email)
    person.sent.push(each)
    for (const id of ids) byId.set(id, person)
  }
  return byId
}

function unite(byId: Map<string, Known>, [first, ...others]: Known[]): Known {
  const person = first ?? { emails: new Set(), sent: [] }
  for (const other of others) {
    for (const email of other.emails) person.emails.add(email)
    person.sent.push(...other.sent)
    for (const [id, known] of byId) if (known === other) byId.set(id, person)
  }
  return person
}

function once(sent: readonly SentOnce[]): SentOnce[] {
  const byMessage = new Map<unknown, SentOnce>()
  for (const each of sent) {
    const before = byMessage.get(each.event['messageId'])
    const isAcknowledged = each.isAcknowledged || before?.isAcknowledged === true
    byMessage.set(each.event['messageId'], { ...each, isAcknowledged })
  }
  return [...byMessage.values()]
}

const isSighting = ({ type }: CrmRecord) => type === 'page' || type === 'track'

function traitsOf({ type, traits }: CrmRecord): CrmRecord {
  return type === 'identify' && typeof traits === 'object' ? { ...traits } : {}
}

function emailOf({ event }: SentOnce): string | undefined {
  const { email } = traitsOf(event)
  return typeof email === 'string' ? email : undefined
}
