import { describe, expect, it, vi } from 'vitest'
import type { AdmittedEvent } from '../../src/edge/collect/admission.ts'
import { dropKeptOut } from '../../src/edge/outbox/engine/dropKeptOut.ts'
import { addressesIn } from '../../src/edge/outbox/engine/keysNamedIn.ts'
import { appendRow, eventsOf, takeRows } from '../../src/edge/outbox/store/inbox.ts'
import { findKeptOut, isAnybodyKeptOut, keepOut } from '../../src/edge/outbox/store/keptOut.ts'
import { migrate } from '../../src/edge/outbox/store/migrate.ts'
import { createStorage } from './createStorage.ts'

vi.spyOn(console, 'log').mockImplementation(() => undefined)

const ANN = 'ann@acme.example'
const NOW = Date.UTC(2026, 0, 10, 9)
const checking = { settings: { actions: new Map() }, now: NOW }

async function open() {
  const storage = createStorage()
  migrate(storage)
  await keepOut(storage.sql, [`e:${ANN}`])
  const { sql } = storage
  const append = (...events: object[]) => {
    const all = events.map((event) => ({
      messageId: 'm',
      timestamp: new Date(NOW).toISOString(),
      ...event,
    }))
    appendRow(sql, { receivedAt: NOW, source: 'Website', events: JSON.stringify(all) })
  }
  return { storage, append, left: () => takeRows(sql).flatMap(eventsOf) as AdmittedEvent[] }
}

describe('an address', () => {
  it.each([
    [ANN],
    ['Ann@ACME.example'],
    [' ann@acme.example. '],
    ['Ann Lee <ann@acme.example>'],
    ['mailto:ann@acme.example?subject=x'],
    ['an\u00ADn@ac\u200Bme.example'],
    ['write to\nann@acme.example!'],
    ['write to an\u00ADn@ac\u200Bme.example now'],
    ['email=ann@acme.example&x=1'],
    ['https://x.example/?to=ann@acme.example'],
    ['("ann@acme.example")'],
    ['ａｎｎ＠ａｃｍｅ．ｅｘａｍｐｌｅ'],
    ['write to ann﹫acme。example now'],
  ])('is found in %j', (text) => {
    expect(addressesIn(text)).toContain(ANN)
  })

  it.each(['joann@acme.example', 'ann@acme.example.org', 'ann@acme', 'x.ann@acme.example'])(
    'is another one than %s',
    (text) => {
      expect(addressesIn(text)).not.toContain(ANN)
    },
  )

  it('is found in a long text in no time', () => {
    const started = performance.now()
    addressesIn(`${'a@'.repeat(8_000)}${'=a.'.repeat(5_000)}@${'a.'.repeat(5_000)}`)
    expect(performance.now() - started).toBeLessThan(100)
  })
})

describe('what names somebody who is never again to be kept', () => {
  it.each<[string, object]>([
    ['an identify', { type: 'identify', traits: { email: ANN } }],
    ['its user id', { type: 'identify', userId: ANN, traits: { city: 'Rome' } }],
    ['one of a list', { type: 'identify', traits: { emails: ['x@acme.example', ANN] } }],
    ['a trait by another name', { type: 'identify', traits: { yourEmail: ANN } }],
    ['a track', { type: 'track', event: 'Signed Up', context: { traits: { email: ANN } } }],
    ['a track of nobody else', { type: 'track', event: 'Signed Up', properties: { email: ANN } }],
    ['a company', { type: 'group', groupId: 'Lee Inc', context: { traits: { email: ANN } } }],
    ['the name of an event', { type: 'track', userId: 'u-2', event: `Wrote ${ANN}` }],
    ['an alias', { type: 'alias', userId: ANN, previousId: 'u-1' }],
  ])('goes, and the others of its request stay: %s', async (_, event) => {
    const { storage, append, left } = await open()
    append({ type: 'identify', traits: { email: 'bob@acme.example' } }, event)
    append(event)
    await dropKeptOut(storage, checking)
    expect(left().map(({ type }) => type)).toEqual(['identify'])
  })

  it('is cleaned where it is somebody else’s', async () => {
    const { storage, append, left } = await open()
    const title = `Assistant of ${ANN}`
    const traits = {
      email: 'bob@acme.example',
      title,
      referrers: ['Cy', ANN],
      [ANN]: 'x',
      city: 'Rome',
    }
    append({ type: 'identify', traits, context: { page: { url: `/?${ANN}`, title: 'Hi' } } })
    await dropKeptOut(storage, checking)
    expect(left()).toMatchObject([
      { traits: { email: 'bob@acme.example', referrers: ['Cy'], city: 'Rome' } },
    ])
    expect(JSON.stringify(left())).not.toContain(ANN)
  })

  it('goes also where it comes in while others are looked at', async () => {
    const { storage, append, left } = await open()
    append({ type: 'identify', traits: { email: 'bob@acme.example' } })
    const done = dropKeptOut(storage, checking)
    append({ type: 'identify', traits: { email: ANN } })
    await done
    expect(left()).toHaveLength(1)
  })

  it('holds up no request that cannot be read', async () => {
    const { storage, append } = await open()
    appendRow(storage.sql, { receivedAt: NOW, source: 'Website', events: '{' })
    append({ type: 'identify', traits: { email: ANN } })
    await dropKeptOut(storage, checking)
    expect(takeRows(storage.sql).map(({ events }) => events)).toEqual(['{'])
  })
})

it('loses no lead for naming somebody who was forgotten meanwhile', async () => {
  const { storage, append, left } = await open()
  await keepOut(storage.sql, ['e:cy@acme.example', 'u:cy'], { before: NOW + 1, until: NOW + 9 })
  append({ type: 'identify', traits: { email: 'bob@acme.example', title: 'Met cy@acme.example' } })
  append({ type: 'identify', traits: { email: 'cy@acme.example' } })
  append({ type: 'track', userId: 'cy', event: 'Bought' })
  await dropKeptOut(storage, checking)
  expect(left()).toMatchObject([{ traits: { email: 'bob@acme.example' } }])
  expect(JSON.stringify(left())).not.toContain('cy@')
})

it('takes over from the version before who was forgotten of late', async () => {
  const storage = createStorage()
  migrate(storage)
  const { sql } = storage
  await keepOut(sql, ['e:old@acme.example'], { before: NOW, until: NOW })
  const [row] = sql.exec<{ hash: string }>('SELECT hash FROM kept_out').toArray()
  sql.exec('DROP TABLE kept_out')
  sql.exec('DROP TABLE message')
  sql.exec("DELETE FROM migration WHERE id IN ('kept-out', 'message')")
  sql.exec(
    "INSERT INTO state VALUES ('forgotten', ?)",
    JSON.stringify({ version: 1, [row?.hash ?? '']: NOW }),
  )
  migrate(storage)
  expect(await findKeptOut(sql, ['e:old@acme.example', 'e:x@acme.example'])).toEqual(
    new Map([['e:old@acme.example', NOW]]),
  )
  expect(isAnybodyKeptOut(sql, NOW + 7 * 86_400_000)).toBe(true)
  expect(isAnybodyKeptOut(sql, NOW + 7 * 86_400_000 + 1)).toBe(false)
})
