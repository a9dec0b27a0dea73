import { expect, it } from 'vitest'
import {
  calls,
  configure,
  drain,
  pass,
  person,
  records,
  rows,
  send,
  sendFromPage,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()

const HOUR = 3_600_000

it('makes no more new contacts an hour for one source than it may, and all in the end', async () => {
  await configure({ NEW_CONTACTS_PER_HOUR: '3' })
  await sendFromPage(...Array.from({ length: 8 }, (_, i) => person(i)))
  await pass(60_000)
  expect((await records()).contacts).toHaveLength(3)
  await pass(3 * HOUR)
  expect((await records()).contacts).toHaveLength(8)
})

it.each([
  [
    'of a group',
    (number: number) => ({ type: 'group', anonymousId: 'a', traits: { name: `Inc ${number}` } }),
  ],
  [
    'of a sign-up',
    (number: number) => ({
      type: 'identify',
      anonymousId: 'a',
      traits: { email: 'a@acme.example', company: { name: `Inc ${number}`, city: 'Rome' } },
    }),
  ],
])('makes no more new accounts an hour for one source than it may: %s', async (_, event) => {
  await configure({ NEW_CONTACTS_PER_HOUR: '3' })
  await sendFromPage(...Array.from({ length: 8 }, (_, number) => event(number)))
  await pass(60_000)
  expect((await records()).sales_accounts).toHaveLength(3)
  await sendFromPage(person(1))
  await pass(2_000)
  expect((await records()).contacts.map(({ email }) => email)).toContain('person1@acme.example')
})

it.each(['constructor', 'valueOf'])('limits a source that is called %s', async (source) => {
  await configure({
    NEW_CONTACTS_PER_HOUR: '2',
    WRITE_KEYS: JSON.stringify({ 'demo-write-key': source }),
  })
  await sendFromPage(...Array.from({ length: 5 }, (_, i) => person(i)))
  await rows(`UPDATE inbox SET source = '${source}'`)
  await pass(60_000)
  expect((await records()).contacts).toHaveLength(2)
})

it('does not limit what a server vouches for', async () => {
  await configure({ NEW_CONTACTS_PER_HOUR: '3' })
  await send(...Array.from({ length: 8 }, (_, i) => person(i)))
  await drain()
  expect((await records()).contacts).toHaveLength(8)
})

it('holds back a sign-up that filled in the trap, and lets the same person through later', async () => {
  await sendFromPage(person(1, { honeypot: 'I am a robot' }))
  await pass(HOUR)
  expect(await calls()).toEqual([])
  await sendFromPage(person(1))
  await drain()
  expect((await records()).contacts).toHaveLength(1)
})

it('says which fields a page may not set', async () => {
  await sendFromPage(person(1, { ownerId: 7 }))
  await drain()
  const [delivery] = await rows<{ record: string }>('SELECT record FROM delivery')
  expect(delivery?.record).toContain('this write key may not set it')
})

it('sets aside an event that cannot be done as it is, with the reason', async () => {
  await send({
    type: 'track',
    userId: 'u-1',
    event: 'sales_activity',
    properties: { title: 'Call' },
  })
  await drain()
  const [letter] = await rows<{ reason: string }>('SELECT reason FROM dead_letter')
  expect(letter?.reason).toMatch(/startDate|start_date/)
})
