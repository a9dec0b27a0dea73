import { abortAllDurableObjects } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import people from '../../fixtures/storage/0.1.0/people.json' with { type: 'json' }
import {
  configure,
  control,
  drain,
  pass,
  records,
  rows,
  send,
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { findOne, operator } from '../operator/console.ts'
import { useOldFile } from './oldFile.ts'

useCleanEdge()

const HOUR = 3_600_000
/** As the version that wrote the files was set up. */
const EVENTS = JSON.stringify({ Tagged: { tag: '{tag}' } })

interface Effects {
  notes: { description: string }[]
  sales_activities: { title: string }[]
  deals: { name: string; amount: unknown }[]
}

const effects = () => control<Effects>('/simulator/records')
const contact = async (email: string) =>
  (await records()).contacts.find((each) => each.email === email)

describe('a file of version 0.1.0', () => {
  beforeEach(async () => {
    await useOldFile(people)
    await configure({ EVENTS })
  })

  it('is shown by the console as it was', async () => {
    const { delivery, backlog } = await operator.overview()
    expect(delivery.state).toBe('paused')
    expect(backlog).toMatchObject({ requests: { count: 2 }, held: { count: 1 } })
    const { total, letters } = await operator.deadLetters()
    expect(total.count).toBe(people.tables.dead_letter.length)
    expect(letters.map(({ reason }) => reason)).toEqual(
      people.tables.dead_letter.map(({ reason }) => reason).reverse(),
    )
    const shown = await operator.deliveries()
    expect(shown).toHaveLength(people.tables.delivery.length)
    expect(new Set(shown.map(({ outcome }) => outcome))).toEqual(
      new Set(people.tables.delivery.map(({ outcome }) => outcome)),
    )
    const { subjects, held } = await operator.waiting()
    expect(held.map(({ who }) => who)).toEqual(['odd@mailinator.com'])
    expect(subjects.map(({ who }) => who)).toContain('person10@acme.example')
  })

  it('has every person and account with all that was known of them', async () => {
    for (const { id, state } of people.tables.subject) {
      const { kind, email } = JSON.parse(state) as { kind: string; email?: string }
      const person = await operator.person(id)
      expect(person?.kind ?? 'account', state).toBe(kind)
      if (email) expect(person?.who).toBe(email)
    }
    const { id } = await findOne('person1@acme.example')
    expect(await operator.person(id)).toMatchObject({
      tags: ['vip', 'hot', 'second'],
      accounts: [
        { name: 'Acme', isLinked: true },
        { name: 'Globex', isLinked: true },
      ],
      deals: [
        { name: 'A-1', isWaiting: false },
        { name: 'A-2', isWaiting: true },
      ],
    })
  })

  it('is folded and delivered whole, each effect once', async () => {
    await operator.resume()
    await pass(2 * HOUR)
    expect(await contact('person1@acme.example')).toMatchObject({ city: 'Turin', job_title: 'CTO' })
    expect(await contact('moved2@acme.example')).toBeDefined()
    expect(await contact('person2@acme.example')).toBeUndefined()
    expect(await contact('person10@acme.example')).toBeDefined()
    expect(await contact('person11@acme.example')).toMatchObject({ city: 'Kyiv', tags: ['late'] })
    const { notes, sales_activities, deals } = await effects()
    const names = deals.map(({ name }) => name)
    expect(names.sort()).toEqual(['A-1', 'A-2', 'B-8', 'D-13', 'D-7'])
    const titles = sales_activities.map(({ title }) => title)
    expect(titles.sort()).toEqual(['Call Lima', 'Call back', 'Lost answer', 'Second call'])
    const visits = notes.map(({ description }) => description)
    expect(visits).toHaveLength(new Set(visits).size)
    expect(await rows('SELECT id FROM inbox')).toEqual([])
    expect((await operator.waiting()).subjects).toEqual([])
  })

  it('is delivered as well when the upgrade comes in the middle of the backlog', async () => {
    await operator.resume()
    await setFaults({ rules: [{ times: 4, answer: { status: 500 } }] })
    await drain()
    await abortAllDurableObjects()
    await configure({ EVENTS })
    await setFaults({ rules: [] })
    await pass(3 * HOUR)
    expect(await contact('person11@acme.example')).toMatchObject({ city: 'Kyiv' })
    const { deals, sales_activities } = await effects()
    expect(deals).toHaveLength(5)
    expect(sales_activities).toHaveLength(4)
  })

  it('gives its dead letters back, and the person whose row was torn stays set aside', async () => {
    await operator.resume()
    await pass(HOUR)
    const report = await operator.replay({ all: true })
    expect(report.replayed + report.gone).toBe(people.tables.dead_letter.length)
    await pass(2 * HOUR)
    expect(await contact('person3@acme.example')).toMatchObject({ city: 'Oslo' })
    const { deals, sales_activities } = await effects()
    expect(deals.map(({ name }) => name)).toContain('L-1')
    expect(sales_activities.map(({ title }) => title)).toContain('Lost call')
    const { groups } = await operator.deadLetters()
    expect(groups.map(({ reason }) => reason)).toContain(
      'This record of the outbox could not be read.',
    )
  })

  it('lets those go who were held, and knows who was anonymous', async () => {
    await operator.resume()
    await operator.release((await findOne('odd@mailinator.com')).id)
    await send({
      type: 'identify',
      anonymousId: 'anon-1',
      traits: { email: 'ann@acme.example', firstName: 'Ann' },
    })
    await pass(2 * HOUR)
    expect(await contact('odd@mailinator.com')).toBeDefined()
    expect(await contact('ann@acme.example')).toBeDefined()
    const { notes } = await effects()
    expect(notes.filter(({ description }) => description.includes('/prices'))).toHaveLength(1)
  })

  it('has a version in each row that is written again', async () => {
    await operator.resume()
    await send({ type: 'identify', userId: 'u-1', traits: { city: 'Rome' } })
    await pass(2 * HOUR)
    const states = await rows<{ version: number | null }>(
      `SELECT state ->> '$.version' AS version FROM subject, identity
       WHERE subject = id AND key = 'e:person1@acme.example'
       UNION ALL SELECT value ->> '$.version' FROM state WHERE name IN ('budget', 'flow')
       UNION ALL SELECT record ->> '$.version' FROM delivery WHERE id = (SELECT MAX(id) FROM delivery)`,
    )
    expect(states).toEqual(Array(4).fill({ version: 1 }))
  })
})
