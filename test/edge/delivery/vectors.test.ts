import { beforeEach, describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../src/protocol/event.ts'
import { isObject } from '../../../src/protocol/json.ts'
import { cases as mapping } from '../../fixtures/vectors/own/seed.rudder-docs.mapping.json'
import { cases as segment } from '../../fixtures/vectors/own/seed.segment-docs.json'
import { cases as spec } from '../../fixtures/vectors/own/spec.segment.json'
import {
  type CrmCall,
  configure,
  control,
  pass,
  records,
  rows,
  send,
  setAccount,
  useCleanEdge,
} from '../harness.ts'
import { lenient } from '../lenient.ts'
import type { VectorCase } from './vectors/case.ts'
import { differences, missingEffects } from './vectors/effects.ts'

/** What the documents of both vendors promise, from the wire of the edge into the CRM. */

useCleanEdge()
beforeEach(() => setAccount(lenient.leadsWithoutCompany))

const CASES = [...mapping, ...segment, ...spec] as unknown as VectorCase[]
const HOUR = 3_600_000

const byMatch = (match: string) =>
  CASES.filter(({ expected }) => expected.match === match).map(
    (each) => [each.title, each] as const,
  )
const effects = byMatch('effects')
const passed = { match: 0, improve: 0 }

const TYPES: { readonly [type: string]: string } = { number: 'number', boolean: 'checkbox' }

/** The custom fields a case takes for given, in the type of the value it sends. */
async function giveFields({ given, event }: VectorCase): Promise<void> {
  const values = Object.entries((event['traits'] ?? {}) as JsonObject)
  const typeOf = (name: string) => {
    const plain = (text: string) => text.replace(/_/g, '').toLowerCase()
    const value: Json = values.find(([trait]) => plain(trait) === plain(name))?.[1] ?? ''
    return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? 'date' : (TYPES[typeof value] ?? 'text')
  }
  for (const [object, names] of Object.entries(given?.customFields ?? {}))
    await setAccount({
      customFields: { [object]: names.map((name) => ({ name, label: name, type: typeOf(name) })) },
    })
}

/** Sends the event at the time it says or none, and with an id as every library gives one, unless it must be refused. */
async function deliver(vector: VectorCase) {
  await giveFields(vector)
  const receivedAt = Date.now()
  const messageId = vector.expected.match === 'rejects' ? undefined : vector.id
  const event = { messageId, timestamp: undefined, ...vector.event }
  const answer = await send(...Array<object>(vector.deliver ?? 1).fill(event))
  const { rejected } = await answer.json<{ rejected: object[] }>()
  await pass(HOUR)
  return { rejected, receivedAt }
}

function count({ parity }: VectorCase): void {
  passed[parity === 'match' ? 'match' : 'improve']++
}

describe('the effects that Segment documents', () => {
  it.each(effects.filter(([, { parity }]) => parity === 'match'))('%s', async (_, vector) => {
    const { receivedAt } = await deliver(vector)
    expect(await missingEffects(vector, { people: 'contacts', receivedAt })).toEqual([])
    count(vector)
  })

  it.each(effects.filter(([, { parity }]) => parity === 'improve'))(
    'more than: %s',
    async (_, vector) => {
      await deliver(vector)
      expect((await records()).contacts[0]?.['sales_accounts']).toMatchObject([{ name: 'Globex' }])
      count(vector)
    },
  )
})

describe('the effects on a classic account', () => {
  const isAboutLeads = ([, { expected }]: (typeof effects)[number]) =>
    expected.effects?.some((effect) => effect.op === 'upsert' && effect.object === 'lead')

  it.each(effects.filter(isAboutLeads))('%s', async (_, vector) => {
    await configure({ FRESHSALES_DOMAIN: 'acme.freshsales.io' })
    const { receivedAt } = await deliver(vector)
    expect(await missingEffects(vector, { people: 'leads', receivedAt })).toEqual([])
  })
})

describe("the rows of RudderStack's mapping tables", () => {
  it.each(byMatch('subset'))('%s', async (_, vector) => {
    await deliver(vector)
    const { calls } = await control<{ calls: CrmCall[] }>('/simulator/calls')
    for (const { url, body } of vector.expected.requests ?? []) {
      const sent = calls.find(({ path }) => url.endsWith(path))
      expect(differences(withoutAddress(body), (sent?.body ?? {}) as JsonObject, 'sent')).toEqual(
        [],
      )
    }
    // The examples hold values that no account takes; the record is made all the same.
    const { contacts, sales_accounts: accounts } = await records()
    expect(contacts.length + accounts.length).toBe(1)
    count(vector)
  })
})

/** The identifier says the address; written as a value it would take the place of all that the contact has. */
function withoutAddress(body: JsonObject): JsonObject {
  const { contact = null, unique_identifier: identifier = null } = body
  if (!isObject(contact) || !isObject(identifier)) return body
  const { emails, ...rest } = contact
  return emails === identifier['emails'] ? { ...body, contact: rest } : body
}

describe('events that nobody can be told by', () => {
  it.each(byMatch('rejects'))('%s', async (_, vector) => {
    const { rejected } = await deliver(vector)
    const kept = await rows('SELECT * FROM subject')
    expect(rejected.length + kept.length).toBeGreaterThan(0)
    const { contacts, sales_accounts: accounts, deals } = await records()
    expect([...contacts, ...accounts, ...deals]).toEqual([])
    count(vector)
  })
})

const totals = {
  match: CASES.filter(({ parity }) => parity === 'match').length,
  improve: CASES.filter(({ parity }) => parity === 'improve').length,
}

it(`conforms in ${totals.match} of ${totals.match}, and does better in ${totals.improve} of ${totals.improve}`, () => {
  expect(passed).toEqual(totals)
})
