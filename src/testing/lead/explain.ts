// Pure: what a developer reads when a lead did not come.

import { toEmail } from '../../protocol/toEmail.ts'
import type { PostedEvent } from '../server/exchange.ts'
import { findDifferences } from './differences.ts'
import type { Evidence } from './evidence.ts'
import type { Contact, Lead } from './lead.ts'

type Clue = (lead: Lead, evidence: Evidence) => string[]

/** From the CRM back to the page: what stands nearest to the lead comes first. */
const CLUES: readonly Clue[] = [
  differingContacts,
  heldBack,
  refusedByFreshsales,
  stillWaiting,
  rejectedEvents,
  refusedRequests,
  postedOthers,
  neverPosted,
  otherContacts,
]

/** Long lists hide what matters. */
const MOST_NAMED = 5

/** Says what did arrive, and how far the lead came. */
export function explain(lead: Lead, evidence: Evidence): string {
  const lines = CLUES.flatMap((clue) => clue(lead, evidence))
  return lines.map((line) => `  • ${line}`).join('\n')
}

function differingContacts(lead: Lead, { contacts, deliveries }: Evidence): string[] {
  return nearest(lead, contacts).flatMap((contact) => {
    const different = findDifferences(lead, contact).map(
      ({ field, expected, got }) => `${field}: expected ${show(expected)}, got ${show(got)}`,
    )
    const leftOut = deliveries
      .filter(({ who }) => who !== undefined && who === contact.email)
      .flatMap(({ problems }) => problems.map(({ field, reason }) => `${field}: ${reason}`))
    return [
      `The contact ${nameOf(contact)} is in the CRM, but not as expected:\n${indented(different)}`,
      ...(leftOut.length > 0
        ? [`On the way, the edge left out or changed:\n${indented([...new Set(leftOut)])}`]
        : []),
    ]
  })
}

/** Those with the address; where none was asked for, whoever came nearest. */
function nearest(lead: Lead, contacts: readonly Contact[]): Contact[] {
  if ('email' in lead) return contacts.filter((contact) => isAbout(lead, contact.email))
  const ranked = contacts
    .map((contact) => ({ contact, wrong: findDifferences(lead, contact).length }))
    .filter(({ wrong }) => wrong < Object.keys(lead).length)
    .sort((one, other) => one.wrong - other.wrong)
  return ranked.slice(0, 1).map(({ contact }) => contact)
}

function heldBack(_: Lead, { held }: Evidence): string[] {
  return held.map(
    ({ who, flags }) =>
      `The sign-up of ${who} is held back for review (LEAD_QUALITY): ${flags.join(', ')}`,
  )
}

function refusedByFreshsales(_: Lead, { refused }: Evidence): string[] {
  return refused
    .slice(0, MOST_NAMED)
    .map(
      ({ who, reason, remedy }) => `Freshsales refused ${who ?? 'a record'}: ${reason}. ${remedy}`,
    )
}

function stillWaiting(_: Lead, { waiting, overview }: Evidence): string[] {
  const people = waiting.filter(({ kind, isRefused }) => kind === 'person' && !isRefused)
  const lines = people.slice(0, MOST_NAMED).map(({ who, waiting: items, lastMessage }) => {
    const what = items.map(({ what, detail }) => `${what} ${detail}`.trim()).join('; ')
    return `${who} waits at the edge: ${what}${lastMessage ? `. Freshsales said: ${lastMessage}` : ''}`
  })
  const { state } = overview.delivery
  return state === 'flowing' ? lines : [...lines, `Calls to Freshsales stand still: ${state}`]
}

function rejectedEvents(_: Lead, { exchanges }: Evidence): string[] {
  const reasons = exchanges.flatMap(({ events }) =>
    events.flatMap(({ what, rejected }) =>
      rejected === undefined ? [] : [`The edge rejected ${what}: ${rejected}`],
    ),
  )
  return [...new Set(reasons)].slice(0, MOST_NAMED)
}

function refusedRequests(_: Lead, { exchanges }: Evidence): string[] {
  const refusals = exchanges
    .filter(({ status }) => status >= 400)
    .map(({ method, path, origin, status, refusal = 'no reason given' }) => {
      const from = origin === undefined ? '' : ` from ${origin}`
      return `The edge refused ${method} ${path}${from}: ${status}, ${refusal}`
    })
  return [...new Set(refusals)].slice(0, MOST_NAMED)
}

function postedOthers(lead: Lead, { exchanges }: Evidence): string[] {
  const taken = exchanges
    .filter(({ status }) => status < 400)
    .flatMap(({ events }) => events.filter(({ rejected }) => rejected === undefined))
  if (taken.length === 0) return []
  const told = taken.slice(-MOST_NAMED).map(sayEvent).join(', ')
  if (taken.some(({ email }) => isAbout(lead, email)))
    return [`A page introduced the person, and the edge took it: ${told}`]
  return [`Of what was posted so far, nothing introduces this person: ${told}. ${FORM_ADVICE}`]
}

const sayEvent = ({ what, email }: PostedEvent): string => (email ? `${what} of ${email}` : what)

const FORM_ADVICE =
  'A form counts once the page has taken it; open the page with ?analytics_debug to see how it is read.'

function otherContacts(lead: Lead, { contacts }: Evidence): string[] {
  const near = nearest(lead, contacts)
  const others = contacts.filter((contact) => !near.includes(contact)).map(nameOf)
  if (others.length === 0) return near.length > 0 ? [] : ['There is no contact in the CRM.']
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : ''
  return [`Other contacts in the CRM: ${others.slice(-MOST_NAMED).join(', ')}${more}`]
}

function neverPosted(_: Lead, { exchanges, url }: Evidence): string[] {
  if (exchanges.some(({ method }) => method === 'POST')) return []
  if (exchanges.length === 0)
    return [
      `Nothing reached the test server: no page loaded the script, none posted. The tag's src, or the endpoint, must be ${url}`,
    ]
  return [
    `A page loaded the script and posted nothing: the form was not sent, not taken, or is not seen (data-forms), or consent is missing. ${FORM_ADVICE}`,
  ]
}

function isAbout({ email }: Lead, address: string | null | undefined): boolean {
  if (address === null || address === undefined) return false
  if (email === undefined) return true
  return findDifferences({ email }, { email: address } as Contact).length === 0
}

const nameOf = ({ email, id }: Contact): string => toEmail(email) ?? `${id}`

const indented = (lines: readonly string[]): string =>
  lines.map((line) => `      ${line}`).join('\n')

function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  return value instanceof RegExp ? String(value) : (JSON.stringify(value) ?? String(value))
}
