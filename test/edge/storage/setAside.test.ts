import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import type { Outbox } from '../../../src/edge/outbox/outbox.ts'
import { drain, outbox, person, records, rows, send, useCleanEdge } from '../harness.ts'
import { findOne, operator } from '../operator/console.ts'

useCleanEdge()

const change = (statement: string, ...values: unknown[]): Promise<void> =>
  runInDurableObject(outbox(), (_: Outbox, { storage }) => {
    storage.sql.exec(statement, ...values)
  })

const stateOf = async (id: number) =>
  (await rows<{ state: string }>(`SELECT state FROM subject WHERE id = ${id}`))[0]?.state ?? ''

const cities = async () =>
  Object.fromEntries((await records()).contacts.map(({ email, city }) => [email, city]))

const LATER = /a later version of freshsales-edge wrote it \(format 99/
const TORN = /could not be used/

describe('a person who cannot be read', () => {
  it.each<[string, (row: object) => string, RegExp]>([
    ['is torn in the middle', (row) => JSON.stringify(row).slice(0, 80), TORN],
    ['is of a later version', (row) => JSON.stringify({ ...row, version: 99 }), LATER],
    ['is of a kind that is not known', (row) => JSON.stringify({ ...row, kind: 'robot' }), TORN],
    ['is empty', () => '', TORN],
    ['is null', () => 'null', TORN],
    ['lacks what every person has', () => '{"version":1,"kind":"person"}', TORN],
    ['has visits that are none', (row) => JSON.stringify({ ...row, visits: [null] }), TORN],
    ['has tags that are none', (row) => JSON.stringify({ ...row, tags: 'vip' }), TORN],
    ['has a version that is none', (row) => JSON.stringify({ ...row, version: '1' }), TORN],
  ])('%s, is set aside untouched, and the others are delivered', async (_, spoil, reason) => {
    await send(person(1), person(2), person(3))
    await drain()
    const spoilt = spoil(JSON.parse(await stateOf(2)) as object)
    await change('UPDATE subject SET state = ?, priority = 0, due_at = 0 WHERE id = 2', spoilt)
    await send(person(1, { city: 'Rome' }), person(3, { city: 'Rome' }))
    await drain()
    expect(await cities()).toMatchObject({
      'person1@acme.example': 'Rome',
      'person3@acme.example': 'Rome',
    })
    const { letters, total } = await operator.deadLetters()
    expect(total.count).toBe(1)
    expect(letters[0]).toMatchObject({
      who: 'person2@acme.example',
      kept: spoilt,
      reason: expect.stringMatching(reason),
    })
  })

  it('is forgotten on request with what was set aside', async () => {
    await send(person(1), person(2))
    await drain()
    await change("UPDATE subject SET state = '{' WHERE id = 2")
    await send(person(2))
    await drain()
    expect((await operator.deadLetters()).total.count).toBe(1)
    await operator.forget((await findOne('person2@acme.example')).id)
    expect((await operator.deadLetters()).total.count).toBe(0)
  })

  it('is taken back with all that waited, once they can be read', async () => {
    await operator.pause()
    await send(person(1, { city: 'Rome' }), person(2, { city: 'Oslo' }))
    await drain()
    const good = await stateOf(2)
    await change(
      'UPDATE subject SET state = ? WHERE id = 2',
      JSON.stringify({ ...JSON.parse(good), version: 99 }),
    )
    await send(person(2, { jobTitle: 'CTO' }))
    await operator.resume()
    await drain()
    const [letter] = (await operator.deadLetters()).letters
    expect(await operator.replay({ id: letter?.id })).toMatchObject({ replayed: 0, gone: 1 })
    // The version that knows the row is the one that reads up to 99; here the row becomes known instead.
    await change("UPDATE dead_letter SET record = json_set(record, '$.state', ?)", good)
    expect(await operator.replay({ id: letter?.id })).toMatchObject({ replayed: 1, gone: 0 })
    await drain()
    const { contacts } = await records()
    expect(contacts).toHaveLength(2)
    expect(contacts.find(({ email }) => email === 'person2@acme.example')).toMatchObject({
      city: 'Oslo',
      job_title: 'CTO',
    })
    await findOne('person2@acme.example')
  })
})

describe('another row that cannot be read', () => {
  it('is a request of a later version: it is set aside, and its neighbours arrive', async () => {
    await send(person(1))
    await change(
      'INSERT INTO inbox (received_at, source, events, version) VALUES (1, ?, ?, 99)',
      'Website',
      '[{"type":"identify"}]',
    )
    await send(person(2))
    await drain()
    expect((await records()).contacts).toHaveLength(2)
    const [letter] = (await operator.deadLetters()).letters
    expect(letter?.reason).toMatch(LATER)
    await operator.replay({ id: letter?.id })
    expect(await rows('SELECT version FROM inbox')).toEqual([{ version: 99 }])
  })

  it.each<[string, string, RegExp]>([
    ['budget', '{"version":99,"tokens":5}', LATER],
    ['budget', '{"spent":[]}', TORN],
    ['budget', '{"spent"', TORN],
    ['flow', '{"version":1,"minutes":null}', TORN],
    ['flow', 'null', TORN],
    ['newContacts', '[]', TORN],
  ])('is the value "%s" as %s: it is begun anew', async (name, value, reason) => {
    await send(person(1))
    await drain()
    await change('INSERT OR REPLACE INTO state VALUES (?, ?)', name, value)
    await abortAllDurableObjects()
    await operator.overview()
    await send(person(2))
    await drain()
    expect((await records()).contacts).toHaveLength(2)
    if (name === 'newContacts') return
    expect((await operator.deadLetters()).letters).toMatchObject([
      { reason: expect.stringMatching(reason), kept: value },
    ])
  })

  it.each(['{"at":', 'null', '{"version":99}', '{}'])(
    'is a delivery: the console shows the others, and says so of %s',
    async (record) => {
      await send(person(1), person(2))
      await drain()
      await change('UPDATE delivery SET record = ? WHERE id = 1', record)
      const shown = await operator.deliveries()
      expect(shown.map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered'])
      expect(shown[1]?.problems).toMatchObject([{ reason: expect.stringContaining('not be read') }])
      expect(await rows('SELECT record FROM delivery WHERE id = 1')).toEqual([{ record }])
    },
  )

  it.each(['{"at":', '{"version":99}', 'null'])(
    'is a dead letter: it stays, with its reason, as %s',
    async (record) => {
      await change('INSERT INTO dead_letter VALUES (7, 1, 0, ?, ?)', 'No such luck', record)
      const { letters } = await operator.deadLetters()
      expect(letters).toMatchObject([
        { id: 7, kept: record, reason: expect.stringContaining('No such luck') },
      ])
      expect(await operator.replay({ all: true })).toMatchObject({ replayed: 0, gone: 1 })
      expect(await rows('SELECT record FROM dead_letter')).toEqual([{ record }])
    },
  )
})
