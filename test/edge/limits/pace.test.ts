import { describe, expect, it, vi } from 'vitest'
import { callLog, passTogether } from '../faults/account.ts'
import { configure, person, records, sendFromPage, useCleanEdge } from '../harness.ts'

useCleanEdge()
vi.setConfig({ testTimeout: 30_000 })

const SECOND = 1_000

const FLAPS: { [what: string]: (turn: number) => object } = {
  'a title': (turn) => ({
    type: 'identify',
    anonymousId: 'flap',
    traits: { email: 'flap@acme.example', jobTitle: `Title ${turn}` },
  }),
  'a company': (turn) => ({
    type: 'group',
    anonymousId: 'flap',
    traits: { name: 'Flap Inc', employees: turn + 1 },
  }),
  tags: (turn) => ({
    type: 'identify',
    anonymousId: 'flap',
    traits: { email: 'flap@acme.example', tags: [`tag ${turn}`] },
  }),
}

describe('one who changes sixty times while sixty calls an hour are all there are', () => {
  it.each(Object.entries(FLAPS))('%s: delays no new lead by more than 30 s', async (_, flap) => {
    await configure({ HOURLY_CALLS: '60' })
    await sendFromPage({
      type: 'identify',
      anonymousId: 'flap',
      traits: { email: 'flap@acme.example' },
    })
    for (let turn = 0; turn < 60; turn++) {
      await sendFromPage(flap(turn))
      await passTogether(SECOND)
    }
    for (let number = 0; number < 6; number++) {
      await sendFromPage(person(number))
      await passTogether(30 * SECOND)
      expect((await records()).contacts).toHaveLength(number + 2)
    }
    expect((await callLog()).length).toBeLessThan(40)
  })
})

it('a company of somebody who changes too often is linked after one look at the contact', async () => {
  await configure({ HOURLY_CALLS: '60' })
  const flap = (number: number) => FLAPS['a title']?.(number) ?? {}
  for (let number = 0; number < 30; number++) {
    await sendFromPage(flap(number))
    await passTogether(SECOND)
  }
  await sendFromPage({ type: 'group', anonymousId: 'flap', traits: { name: 'Late Inc' } })
  await passTogether(3 * 3_600 * SECOND)
  const log = await callLog()
  const reads = log.filter(
    ({ method, path }) => method === 'GET' && /^\/contacts\/\d+\?/.test(path),
  )
  expect(reads.length).toBeLessThan(4)
  expect(JSON.stringify(await records())).toContain('Late Inc')
  const links = log.filter(({ body }) => JSON.stringify(body ?? '').includes('sales_accounts'))
  expect(links.length).toBeGreaterThan(0)
})
