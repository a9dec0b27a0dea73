import { expect, it, vi } from 'vitest'
import { type Restorable, restore } from '../../../src/edge/outbox/operator/restore.ts'
import { drain, person, records, send, useCleanEdge } from '../harness.ts'
import { operator } from './console.ts'

useCleanEdge()

const HOUR = 3_600_000
const ago = (span: number) => new Date(Date.now() - span).toISOString()

it('refuses a moment that cannot be gone back to', async () => {
  for (const at of [ago(-HOUR), ago(31 * 24 * HOUR)])
    expect(await operator.restore(at)).toMatchObject({ restoring: false })
  await expect(operator.restore('yesterday')).rejects.toThrow('must be a time like')
})

it('changes nothing where the runtime keeps no recovery log, and says so', async () => {
  await send(person(1))
  const report = await operator.restore(ago(HOUR))
  expect(report).toMatchObject({
    restoring: false,
    reason: expect.stringContaining('point-in-time'),
  })
  await drain()
  expect((await records()).contacts).toHaveLength(1)
})

it('takes the state of that moment for the next start, then starts again', async () => {
  const at = Date.now() - HOUR
  const log: string[] = []
  const storage: Restorable = {
    getBookmarkForTime: async (time) => `state of ${Number(time)}`,
    onNextSessionRestoreBookmark: async (bookmark) => {
      log.push(bookmark)
      return 'state of now'
    },
  }
  const restart = () => void log.push('restart')
  expect(await restore(storage, { at, now: Date.now(), restart })).toEqual({
    restoring: true,
    undo: 'state of now',
  })
  await vi.waitFor(() => expect(log).toEqual([`state of ${at}`, 'restart']))
})
