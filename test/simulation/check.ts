// Pure, and apart from the engine: what went in over HTTP and what stands in the CRM in, faults out.
import type { Posted } from './browser.ts'
import type { Claim } from './kind.ts'
import type { ContactState, CrmState } from './state.ts'
import { PEOPLE } from './story.ts'

/** Where the people live whose rows an earlier version wrote. */
export const OLD = '@old.example'

/** Unheard of for this long, a provisional form counts: DESIGN of the HTTP interface. */
const HELD_MS = 60_000

/** Whether an event has to be in the CRM, may be (nobody was told that it arrived), or must not. */
type Standing = 'must' | 'may' | 'not'

interface Said {
  claim: Claim
  standing: 'must' | 'may'
  timestamp: number
}

/** What of the promises does not hold in a story, and why. */
export interface Allowances {
  /** Whose data was erased, or mixed with that of others: nobody knows what is to be there. */
  forgotten?: ReadonlySet<number>
  /** When somebody was deleted in the CRM: what was said before need not be there. */
  deletedAt?: ReadonlyMap<number, number>
  /** The account has no place for it. */
  optional?: readonly Claim['is'][]
  repeatable?: readonly Claim['is'][]
  /** By so much the clock was set back. */
  slackMs?: number
}

/** Everything that is wrong, in words; empty when all promises were kept. */
export function findFaults(
  posted: readonly Posted[],
  crm: CrmState,
  { forgotten = new Set(), ...allowances }: Allowances = {},
): string[] {
  const faults: string[] = []
  for (const { number, email } of PEOPLE) {
    if (forgotten.has(number)) continue
    const said = posted
      .filter(({ deed }) => deed.who === number)
      .flatMap((each) => saidBy(each, posted, allowances))
    const contact = crm.contacts[email]
    const introductions = said.filter(({ claim }) => claim.is === 'contact')
    if (!contact) {
      if (introductions.some(({ standing }) => standing === 'must')) faults.push(`${email} is lost`)
      continue
    }
    if (introductions.length === 0) faults.push(`${email} is in the CRM, and should not be`)
    // Of somebody whose introduction may be lost, nothing has to be there.
    const isKnown = introductions.some(({ standing }) => standing === 'must')
    const due = isKnown ? said : said.map((each) => ({ ...each, standing: 'may' as const }))
    faults.push(...faultsOf(contact, due, allowances).map((fault) => `${email}: ${fault}`))
  }
  const strangers = Object.keys(crm.contacts).filter(
    (address) => !PEOPLE.some(({ email }) => email === address) && !address.endsWith(OLD),
  )
  return [...faults, ...strangers.map((address) => `nobody is called ${address}`)]
}

/** More calls within a window than were allowed. */
export function findOverspending(
  arrivals: readonly number[],
  windows: readonly { milliseconds: number; calls: number }[],
): string[] {
  const sorted = [...arrivals].sort((a, b) => a - b)
  return windows.flatMap(({ milliseconds, calls }) =>
    sorted.some((at, index) => {
      const earlier = sorted[index - calls]
      return earlier !== undefined && at - earlier < milliseconds
    })
      ? [`more than ${calls} calls within ${milliseconds / 1_000} s`]
      : [],
  )
}

function saidBy(one: Posted, posted: readonly Posted[], allowances: Allowances): Said[] {
  const { deletedAt, optional = [], slackMs = 0 } = allowances
  const standing = standingOf(one, posted, slackMs)
  if (standing === 'not') return []
  const until = (deletedAt?.get(one.deed.who) ?? -1) + slackMs
  const wasThere = posted.some(
    (other) =>
      (other.firstSentAt ?? Infinity) <= until && (other === one || saysTheSame(one, other)),
  )
  return one.deed.claims.map((claim) => ({
    claim,
    standing:
      wasThere || optional.includes(claim.is) || ('mayBe' in claim && claim.mayBe)
        ? 'may'
        : standing,
    timestamp: one.timestamp,
  }))
}

/** What is known already costs no call, so nobody learns by it that the contact is gone. */
function saysTheSame({ deed: one }: Posted, { deed: other }: Posted): boolean {
  const said = ({ type, traits }: Posted['deed']['event']) => JSON.stringify([type, traits])
  const isIdentify = one.who === other.who && one.event['type'] === 'identify'
  return isIdentify && said(one.event) === said(other.event)
}

function standingOf(one: Posted, posted: readonly Posted[], slackMs: number): Standing {
  if (one.firstSentAt === undefined) return 'not'
  const arrival = one.acknowledgedAt === undefined ? 'may' : 'must'
  const { form } = one.deed
  const word =
    form && !form.says
      ? posted.find(({ deed }) => deed.form?.name === form.name && deed.form.says)
      : undefined
  if (word?.deed.form?.says !== 'withdraws' || word.firstSentAt === undefined) return arrival
  const mayBeLate = (word.acknowledgedAt ?? Infinity) >= one.firstSentAt + HELD_MS - slackMs
  const isLate = word.firstSentAt >= (one.acknowledgedAt ?? Infinity) + HELD_MS + slackMs
  if (isLate) return arrival
  return mayBeLate ? 'may' : 'not'
}

function faultsOf(
  contact: ContactState,
  said: readonly Said[],
  { repeatable = [], slackMs = 0 }: Allowances,
): string[] {
  const mayRepeat = repeatable.includes('told')
  return [
    ...countFaults(contact.told, said).filter((fault) => !mayRepeat || !/doubled/.test(fault)),
    ...(['tags', 'companies', 'activities', 'tasks'] as const).flatMap((list) =>
      listFaults(list, contact[list], said),
    ),
    ...dealFaults(contact.deals, said, slackMs),
    ...fieldFaults(contact.fields, said, slackMs),
  ]
}

function countFaults(told: number, said: readonly Said[]): string[] {
  const lines = said.filter(({ claim }) => claim.is === 'told')
  const must = lines.filter(({ standing }) => standing === 'must').length
  if (told < must) return [`${must - told} lines of the timeline are lost`]
  return told > lines.length ? [`${told - lines.length} lines of the timeline are doubled`] : []
}

function listFaults(
  list: 'tags' | 'companies' | 'activities' | 'tasks',
  there: readonly string[],
  said: readonly Said[],
): string[] {
  const known = said.flatMap(({ claim, standing }) =>
    claim.is === list ? [{ name: claim.name, standing }] : [],
  )
  const lost = known.filter(({ name, standing }) => standing === 'must' && !there.includes(name))
  const doubled = there.filter((name, index) => there.indexOf(name) !== index)
  const made = there.filter((name) => !known.some((each) => each.name === name))
  return [
    ...lost.map(({ name }) => `${list}: ${name} is lost`),
    ...doubled.map((name) => `${list}: ${name} is doubled`),
    ...made.map((name) => `${list}: nobody said ${name}`),
  ]
}

function dealFaults(there: readonly string[], said: readonly Said[], slackMs: number): string[] {
  const deals = said.flatMap(({ claim, ...rest }) =>
    claim.is === 'deal' ? [{ ...rest, name: claim.name, value: String(claim.amount) }] : [],
  )
  const found = there.map((text) => text.split(': '))
  const doubled = found.filter(([name], i) => found.findIndex(([other]) => other === name) !== i)
  return [
    ...doubled.map(([name]) => `deal ${name} is doubled`),
    ...newestFaults('deal', deals, {
      there: new Map(found.map(([name = '', value = '']) => [name, value])),
      slackMs,
    }),
  ]
}

function fieldFaults(
  fields: ContactState['fields'],
  said: readonly Said[],
  slackMs: number,
): string[] {
  const values = said.flatMap(({ claim, ...rest }) =>
    claim.is === 'field' ? [{ ...rest, name: claim.name, value: claim.value }] : [],
  )
  const there = new Map(Object.entries(fields).map(([name, value]) => [name, String(value)]))
  return newestFaults('field', values, { there, slackMs })
}

/**
 * What was said last is there; of what nobody knows to have arrived, anything later may be, and where
 * the clock was set back, nobody can tell by the times which of two was said last.
 */
function newestFaults(
  what: string,
  said: readonly { name: string; value: string; standing: 'must' | 'may'; timestamp: number }[],
  { there, slackMs }: { there: ReadonlyMap<string, string>; slackMs: number },
): string[] {
  return [...new Set(said.map(({ name }) => name))].flatMap((name) => {
    const values = said
      .filter((each) => each.name === name)
      .sort((a, b) => b.timestamp - a.timestamp)
    const last = values.find(({ standing }) => standing === 'must')
    const possible = values
      .filter(({ timestamp }) => !last || timestamp >= last.timestamp - slackMs)
      .map(({ value }) => value)
    const found = there.get(name)
    if (found === undefined) return last === undefined ? [] : [`${what} ${name} is lost`]
    return possible.includes(found)
      ? []
      : [`${what} ${name} is ${found} instead of ${possible.join(' or ')}`]
  })
}
