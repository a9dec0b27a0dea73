import { describe, expect, it } from 'vitest'
import { type Budget, charge } from '../../src/edge/outbox/engine/budget.ts'
import { pick } from '../../src/edge/outbox/engine/pick.ts'
import { PRIORITY } from '../../src/edge/outbox/person/priority.ts'
import { migrate } from '../../src/edge/outbox/store/migrate.ts'
import { NEVER } from '../../src/protocol/time.ts'
import { createStorage } from './createStorage.ts'

const now = Date.UTC(2026, 0, 10, 9)
const limits = { hourlyCalls: 10, minuteCalls: 5 }

/** Subjects by number, each with its priority, when it is due, and its turn among all who wait, in milliseconds from now. */
function storageOf(subjects: { [id: number]: [priority: number, dueIn: number, turnIn?: number] }) {
  const storage = createStorage()
  migrate(storage)
  for (const [id, [priority, dueIn, turnIn]] of Object.entries(subjects))
    storage.sql.exec(
      "INSERT INTO subject (id, state, priority, due_at, turn) VALUES (?, '{}', ?, ?, ?)",
      Number(id),
      priority,
      now + dueIn,
      turnIn === undefined ? null : now + turnIn,
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

describe('who waits for the turn of others', () => {
  const { newContact, mapped, timeline } = PRIORITY

  it('goes at once where nobody else is due: worth most first, then the first in line', () => {
    expect(pickFrom({ 1: [mapped, 500, 500] })).toEqual({ id: 1, priority: mapped })
    expect(pickFrom({ 1: [mapped, 10, 10], 2: [newContact, 90, 90] })).toMatchObject({ id: 2 })
    expect(pickFrom({ 1: [mapped, 90, 90], 2: [mapped, 10, 10] })).toMatchObject({ id: 2 })
  })

  it.each<[string, Parameters<typeof pickFrom>[0], Parameters<typeof pickFrom>[1]]>([
    ['somebody else is due', { 1: [newContact, 500, 500], 2: [timeline, 0] }, {}],
    ['it is no turn that they wait for', { 1: [newContact, 500] }, {}],
    ['delivery is paused', { 1: [newContact, 500, 500] }, { isPaused: true }],
    [
      'the last quarter of the hour is reached',
      { 1: [newContact, 500, 500] },
      { budget: spend(7) },
    ],
  ])('waits for it where %s', (_, subjects, state) => {
    expect(pickFrom(subjects, state)).not.toMatchObject({ id: 1 })
  })

  it('is looked at again when their turn comes, or the hour has room before that', () => {
    const soon = pickFrom({ 1: [newContact, 500, 500] }, { budget: spend(7) })
    expect(soon).toEqual({ wakeAt: now + 500 })
    const late = pickFrom({ 1: [newContact, 7_200_000, 7_200_000] }, { budget: spend(7) })
    // The calls of ten minutes ago leave the hour in fifty, and ten seconds later for sure.
    expect(late).toEqual({ wakeAt: now + 50 * 60_000 + 10_000 })
  })
})
