import { beforeEach, expect, it } from 'vitest'
import { drain, person, records, send, setFaults, useCleanEdge } from '../harness.ts'
import { findOne, knock, makeLetters, operator } from './console.ts'

useCleanEdge()

beforeEach(makeLetters)

const reasons = async () =>
  (await operator.deadLetters()).groups.map(({ reason, count }) => [reason, count])

it('gives up one letter, and no other', async () => {
  const [letter] = (await operator.deadLetters()).letters
  expect(await operator.deleteLetters({ id: letter?.id })).toEqual({ deleted: 1 })
  expect((await operator.deadLetters()).total.count).toBe(2)
  expect(await operator.deleteLetters({ id: letter?.id })).toEqual({ deleted: 0 })
})

it('gives up all of one reason', async () => {
  const [group] = (await operator.deadLetters()).groups
  expect(await operator.deleteLetters({ like: group?.newest })).toEqual({ deleted: 2 })
  expect(await reasons()).toEqual([['Not today', 1]])
  expect(await operator.deleteLetters({ like: group?.newest })).toEqual({ deleted: 0 })
})

it('gives up all of them and keeps the people, who are delivered when they come back', async () => {
  expect(await operator.deleteLetters({ all: true })).toEqual({ deleted: 3 })
  expect(await reasons()).toEqual([])
  expect((await findOne('person2')).isRefused).toBe(true)
  await setFaults({ rules: [] })
  await send(person(2, { city: 'Rome' }))
  await drain()
  expect((await records()).contacts).toMatchObject([{ email: 'person2@acme.example' }])
})

it('asks which ones, so that nothing is deleted by mistake', async () => {
  const response = await knock('/console/api/dead-letters/delete', {
    method: 'POST',
    headers: { authorization: 'Bearer demo-admin-token' },
    body: '{}',
  })
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('give one of')
  expect((await operator.deadLetters()).total.count).toBe(3)
})
