import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import type { Outbox } from '../../../src/edge/outbox/outbox.ts'
import { drain, outbox, pass, person, records, send, setFaults, useCleanEdge } from '../harness.ts'
import { deadLetters, HOUR, show } from './account.ts'

const BROKEN = '{"broken'

describe('a row that became unreadable', () => {
  useCleanEdge()

  it('in the inbox: is set aside whole, and the others arrive', async ({ task }) => {
    await send(person(1))
    await change('INSERT INTO inbox (received_at, source, events) VALUES (1, ?, ?)', 'Web', BROKEN)
    await send(person(2))
    await drain()
    expect(await people()).toEqual(['P1', 'P2'])
    await expectDeadLetter(task)
  })

  it('of a person who is being delivered: is set aside, and the others arrive', async ({
    task,
  }) => {
    await setFaults({ rules: [{ times: 3, answer: { status: 500 } }] })
    await send(person(1), person(2), person(3))
    await drain()
    await change('UPDATE subject SET state = ? WHERE id = 2', BROKEN)
    await pass(HOUR)
    expect((await people()).sort()).toEqual(['P1', 'P3'])
    await expectDeadLetter(task)
  })

  it('of a person who comes again: is set aside, and the person is known anew', async ({
    task,
  }) => {
    await send(person(1), person(2), person(3))
    await drain()
    await change('UPDATE subject SET state = ? WHERE id = 2', BROKEN)
    for (const number of [1, 2, 3]) await send(person(number, { city: 'Rome' }))
    await pass(HOUR)
    expect((await records()).contacts.map(({ city }) => city)).toEqual(['Rome', 'Rome', 'Rome'])
    await expectDeadLetter(task)
  })

  it('of a list: is read from Freshsales again', async ({ task }) => {
    await send(person(1, { leadSource: 'Web' }))
    await drain()
    await change('UPDATE list SET entries = ?', BROKEN)
    await abortAllDurableObjects()
    await send(person(2, { leadSource: 'Web' }))
    await drain()
    const { contacts } = await records()
    show(task, `${contacts.filter(({ source }) => source === 'Web').length} of 2 delivered`)
    expect(contacts.map(({ source }) => source)).toEqual(['Web', 'Web'])
  })

  it('of the budget: is begun anew, and all arrive', async ({ task }) => {
    await send(person(1))
    await drain()
    await change('UPDATE state SET value = ?', BROKEN)
    await abortAllDurableObjects()
    await send(person(2))
    await drain()
    show(task, `${(await people()).length} of 2 delivered`)
    expect(await people()).toEqual(['P1', 'P2'])
  })
})

async function people() {
  return (await records()).contacts.map((contact) => contact['first_name'])
}

function change(statement: string, ...values: unknown[]): Promise<void> {
  return runInDurableObject(outbox(), (_: Outbox, { storage }) => {
    storage.sql.exec(statement, ...values)
  })
}

async function expectDeadLetter(task: { meta: object }): Promise<void> {
  const letters = await deadLetters()
  show(task, `${(await people()).length} delivered; set aside: ${letters[0]?.reason}`)
  expect(letters).toHaveLength(1)
  expect(letters[0]?.record).toContain('broken')
}
