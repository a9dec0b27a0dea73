// Pure, and apart from the engine: what went in over HTTP and what stands in the CRM in, faults out.
import type { ContactState, CrmState } from '../outbox/engine/crm.ts'
import type { Posted } from './browser.ts'
import type { Claim } from './kind.ts'
import { PEOPLE } from './story.ts'

/** Unheard of for this long, a provisional form counts: DESIGN of the HTTP interface. */
const HELD_MS = 60_000

/** Whether an event has to be in the CRM, may be (nobody was told that it arrived), or must not. */
type Standing = 'must' | 'may' | 'not'

interface Said {
  claim: Claim
  standing: 'must' | 'may'
  timestamp: number
}

/** Everything that is wrong, in words; empty when all promises were kept. */
export function findFaults(
  posted: readonly Posted[],
  crm: CrmState,
  forgotten: ReadonlySet<number> = new Set(),
): string[] {
  const faults: string[] = []
  for (const { number, email } of PEOPLE) {
    if (forgotten.has(number)) continue
    const said = posted
      .filter(({ deed }) => deed.who === number)
      .flatMap((each) => saidBy(each, posted))
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
    faults.push(...faultsOf(contact, due).map((fault) => `${email}: ${fault}`))
  }
  const strangers = Object.keys(crm.contacts).filter(
    (address) => !PEOPLE.some(({ email }) => email === address),
  )
  return [...faults, ...strangers.map((address) => `nobody is called ${address}`)]
}

/** More calls within a window than were allowed. */
export function findOverspending(
  arrivals: readonly number[],
  windows: readonly { milliseconds: number; calls: number }[],
): string[] {
  return windows.flatMap(({ milliseconds, calls }) =>
    arrivals.some((at, index) => {
      const earlier = arrivals[index - calls]
      return earlier !== undefined && at - earlier < milliseconds
    })
      ? [`more than ${calls} calls within ${milliseconds / 1_000} s`]
      : [],
  )
}

function saidBy(one: Posted, posted: readonly Posted[]): Said[] {
  const standing = standingOf(one, posted)
  return standing === 'not'
    ? []
    : one.deed.claims.map((claim) => ({ claim, standing, timestamp: one.timestamp }))
}

function standingOf(one: Posted, posted: readonly Posted[]): Standing {
  if (one.firstSentAt === undefined) return 'not'
  const arrival = one.acknowledgedAt === undefined ? 'may' : 'must'
  const { form } = one.deed
  const word =
    form && !form.says
      ? posted.find(({ deed }) => deed.form?.name === form.name && deed.form.says)
      : undefined
  if (word?.deed.form?.says !== 'withdraws' || word.firstSentAt === undefined) return arrival
  const mayBeLate = (word.acknowledgedAt ?? Infinity) >= one.firstSentAt + HELD_MS
  const isLate = word.firstSentAt >= (one.acknowledgedAt ?? Infinity) + HELD_MS
  if (isLate) return arrival
  return mayBeLate ? 'may' : 'not'
}

function faultsOf(contact: ContactState, said: readonly Said[]): string[] {
  return [
    ...countFaults(contact.told, said),
    ...(['tags', 'companies', 'activities'] as const).flatMap((list) =>
      listFaults(list, contact[list], said),
    ),
    ...dealFaults(contact.deals, said),
    ...fieldFaults(contact.fields, said),
  ]
}

function countFaults(told: number, said: readonly Said[]): string[] {
  const lines = said.filter(({ claim }) => claim.is === 'told')
  const must = lines.filter(({ standing }) => standing === 'must').length
  if (told < must) return [`${must - told} lines of the timeline are lost`]
  return told > lines.length ? [`${told - lines.length} lines of the timeline are doubled`] : []
}

function listFaults(
  list: 'tags' | 'companies' | 'activities',
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

function dealFaults(there: readonly string[], said: readonly Said[]): string[] {
  const deals = said.flatMap(({ claim, ...rest }) =>
    claim.is === 'deal' ? [{ ...rest, name: claim.name, value: String(claim.amount) }] : [],
  )
  const found = there.map((text) => text.split(': '))
  const doubled = found.filter(([name], i) => found.findIndex(([other]) => other === name) !== i)
  return [
    ...doubled.map(([name]) => `deal ${name} is doubled`),
    ...newestFaults('deal', deals, new Map(found.map(([name = '', value = '']) => [name, value]))),
  ]
}

function fieldFaults(fields: ContactState['fields'], said: readonly Said[]): string[] {
  const values = said.flatMap(({ claim, ...rest }) =>
    claim.is === 'field' ? [{ ...rest, name: claim.name, value: claim.value }] : [],
  )
  const there = new Map(Object.entries(fields).map(([name, value]) => [name, String(value)]))
  return newestFaults('field', values, there)
}

/** What was said last is there; of what nobody knows to have arrived, anything later may be. */
function newestFaults(
  what: string,
  said: readonly { name: string; value: string; standing: 'must' | 'may'; timestamp: number }[],
  there: ReadonlyMap<string, string>,
): string[] {
  return [...new Set(said.map(({ name }) => name))].flatMap((name) => {
    const values = said
      .filter((each) => each.name === name)
      .sort((a, b) => b.timestamp - a.timestamp)
    const last = values.findIndex(({ standing }) => standing === 'must')
    const possible = values.slice(0, last < 0 ? undefined : last + 1).map(({ value }) => value)
    const found = there.get(name)
    if (found === undefined) return last < 0 ? [] : [`${what} ${name} is lost`]
    return possible.includes(found)
      ? []
      : [`${what} ${name} is ${found} instead of ${possible.join(' or ')}`]
  })
}
