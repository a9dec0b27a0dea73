import { expect, it } from 'vitest'
import { drain, person, records, rows, sendFromPage, useCleanEdge } from '../harness.ts'

useCleanEdge()

/** Names through which a careless record would reach every object of the program. */
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']

it.each(NAMES)('takes %s for a name like any other', async (name) => {
  await sendFromPage(person(1, { company: name, deal: { name }, tags: [name] }))
  await drain()
  const { contacts, sales_accounts: accounts, deals } = await records()
  expect(accounts).toMatchObject([{ name }])
  expect(deals).toMatchObject([{ name, sales_account_id: accounts[0]?.id }])
  expect(contacts).toMatchObject([{ tags: [name], sales_accounts: [{ name }] }])
  expect(await rows('SELECT * FROM dead_letter')).toEqual([])
})

it.each(NAMES)('goes on for everybody else after %s', async (name) => {
  await sendFromPage(person(1, { company: 'Acme', deal: { name } }))
  await drain()
  await sendFromPage(person(2))
  await drain()
  expect((await records()).contacts).toHaveLength(2)
})
