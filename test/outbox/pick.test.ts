import { describe, expect, it } from 'vitest'
import { type Budget, charge } from '../../src/edge/outbox/engine/budget.ts'
import { pick } from '../../src/edge/outbox/engine/pick.ts'
import { PRIORITY } from '../../src/edge/outbox/person/priority.ts'
import { migrate } from '../../src/edge/outbox/store/migrate.ts'
import { NEVER } from '../../src/protocol/time.ts'
import { createStorage } from './createStorage.ts'

const now = Date.UTC(2026, 0, 10, 9)
const limits = { hourlyCalls: 10, minuteCalls: 5 }

/** Subjects by number, each with its priority and when it is due, in milliseconds from now. */
function storageOf(subjects: { [id: number]: [priority: number, dueIn: number] }) {
  const storage = createStorage()
  migrate(storage)
  for (const [id, [priority, dueIn]] of Object.entries(subjects))
    storage.sql.exec(
      "INSERT INTO subject (id, state, priority, due_at) VALUES (?, '{}', ?, ?)",
      Number(id),
      priority,
      now + dueIn,
    )
  return storage.sql
}

const pickFrom = (
  subjects: Parameters<typeof storageOf>[0],
  { budget = { spent: {} }, isPaused = false }: { budget?: Budget; isPaused?: boolean } = {},
) => pick(storageOf(subjects), { budget, limits, isPaused, now })

function spend(calls: number): Budget {
  const budget: Budget = { spent: {} }
  for (let call = 0; call < calls; call++) charge(budget, now - 10 * 60_000)
  return budget
}

describe('who is picked', () => {
  it('is nobody, for ever, when there is nobody', () => {
    expect(pickFrom({})).toEqual({ wakeAt: NEVER })
  })

  it('is worth most, however long others have waited', () => {
    expect(pickFrom({ 1: [PRIORITY.timeline, -9], 2: [PRIORITY.newContact, -1] })).toMatchObject({
      id: 2,
    })
  })

  it('has waited longest among equals', () => {
    expect(pickFrom({ 1: [PRIORITY.mapped, -1], 2: [PRIORITY.mapped, -2] })).toEqual({
      id: 2,
      priority: PRIORITY.mapped,
    })
  })

  it('is worth less where what is worth more is not due yet', () => {
    expect(pickFrom({ 1: [PRIORITY.newContact, 5], 2: [PRIORITY.mapped, 0] })).toMatchObject({
      id: 2,
    })
  })

  it('comes when the first of all is due', () => {
    expect(pickFrom({ 1: [PRIORITY.newContact, 700], 2: [PRIORITY.timeline, 300] })).toEqual({
      wakeAt: now + 300,
    })
  })

  it('is a new contact while the last part of the hour is kept for these', () => {
    const budget = spend(9)
    expect(pickFrom({ 1: [PRIORITY.mapped, 0] }, { budget })).toHaveProperty('wakeAt')
    expect(pickFrom({ 1: [PRIORITY.mapped, 0], 2: [PRIORITY.newContact, 0] }, { budget })).toEqual({
      id: 2,
      priority: PRIORITY.newContact,
    })
  })

  it('needs no call while delivery is paused or the hour is used up', () => {
    for (const state of [{ isPaused: true }, { budget: spend(10) }])
      expect(
        pickFrom({ 1: [PRIORITY.newContact, 0], 2: [PRIORITY.housekeeping, 0] }, state),
      ).toMatchObject({ id: 2 })
  })
})
