import { beforeEach, expect, it, vi } from 'vitest'
import { createChance } from '../../shop/chance.ts'
import { isFull } from '../../shop/effort.ts'
import { batchesOf, visitOf } from '../../shop/people.ts'
import { send, setAccount, useCleanEdge } from '../harness.ts'
import { lenient } from '../lenient.ts'
import { callLog, comparePeople, HOUR, passTogether, show } from './account.ts'

useCleanEdge()
beforeEach(() => setAccount(lenient.dealsWithoutAccount))

const TIMES = 3
const people = isFull ? 500 : 25

it(`makes each effect once when every batch comes ${TIMES} times, shuffled, over 24 hours`, {
  timeout: 300_000,
}, async ({ task }) => {
  const chance = createChance(4)
  await setAccount({ hourlyCalls: 100_000 })
  const startsAt = Date.now() - HOUR
  const visits = Array.from({ length: people }, (_, person) => visitOf(person, startsAt))
  const batches = batchesOf(visits, { size: 20, together: 5, chance })
  const sent = chance.shuffled(Array.from({ length: TIMES }, () => batches).flat())
  for (const batch of sent) {
    await send(...batch)
    await passTogether((24 * HOUR) / sent.length)
  }
  await passTogether(24 * HOUR)
  vi.setSystemTime(Date.now() + HOUR)
  const { expected, lost, doubled } = await comparePeople(people)
  show(
    task,
    `${sent.length} requests for ${batches.length} batches; ${expected} effects, ${lost.length} lost, ` +
      `${doubled.length} doubled; ${(await callLog()).length} calls`,
  )
  expect({ lost, doubled }).toEqual({ lost: [], doubled: [] })
})
