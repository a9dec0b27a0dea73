import type {
  DeadLettersView,
  DeliveryView,
  Overview,
  SubjectView,
} from '../../edge/outbox/operator/views.ts'
import type { Exchange } from '../server/exchange.ts'
import { TOLD_AT, type Told } from '../server/openTestServer.ts'
import type { Contact } from './lead.ts'

/** All that can tell why a lead is not there. */
export interface Evidence {
  /** Of the test server. */
  url: string
  contacts: Contact[]
  exchanges: Exchange[]
  overview: Overview
  waiting: SubjectView[]
  held: SubjectView[]
  refused: DeadLettersView['letters']
  deliveries: DeliveryView[]
}

export async function gatherEvidence(url: string): Promise<Evidence> {
  const told = await readTold(url)
  const ask = async <Reply>(question: string): Promise<Reply> => {
    const headers = { authorization: `Bearer ${told.adminToken}` }
    const answer = await fetch(`${url}/console/api/${question}`, { headers })
    if (!answer.ok) throw new Error(`${url}/console/api/${question} answered ${answer.status}`)
    return (await answer.json()) as Reply
  }
  const [contacts, overview, { subjects, held }, { letters }, { deliveries }] = await Promise.all([
    readContacts(told.crmUrl),
    ask<Overview>('overview'),
    ask<{ subjects: SubjectView[]; held: SubjectView[] }>('waiting'),
    ask<DeadLettersView>('dead-letters'),
    ask<{ deliveries: DeliveryView[] }>('deliveries'),
  ])
  const { exchanges } = told
  return {
    url,
    contacts,
    exchanges,
    overview,
    waiting: subjects,
    held,
    refused: letters,
    deliveries,
  }
}

export async function readTold(url: string): Promise<Told> {
  const answer = await fetch(url + TOLD_AT).catch(() => undefined)
  if (answer?.ok) return (await answer.json()) as Told
  throw new Error(`No test server answers at ${url}. Start one: npx freshsales-edge test-server`)
}

/** All of them, or those with an address. */
export async function readContacts(crmUrl: string, email?: string): Promise<Contact[]> {
  const query = new URLSearchParams({ only: 'contacts', ...(email !== undefined && { email }) })
  const answer = await fetch(`${crmUrl}/simulator/records?${query}`)
  return ((await answer.json()) as { contacts: Contact[] }).contacts
}
