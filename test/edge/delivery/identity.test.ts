import { beforeEach, expect, it } from 'vitest'
import {
  calls,
  control,
  drain,
  emails,
  pass,
  person,
  records,
  rows,
  send,
  sendFromPage,
  setAccount,
  useCleanEdge,
} from '../harness.ts'
import { lenient } from '../lenient.ts'

useCleanEdge()
beforeEach(() => setAccount(lenient.externalIdsShared))

const DAY = 86_400_000

const page = (ids: object, title: string) => ({
  type: 'page',
  ...ids,
  properties: { url: `https://www.acme.example/${title}`, title },
})
const notes = async () =>
  JSON.stringify((await control<{ notes: object[] }>('/simulator/records')).notes)

it('finds the person of an event by userId alone', async () => {
  await send(person(1))
  await drain()
  await send({ type: 'track', userId: 'u-1', event: 'Trial Started' })
  await pass(DAY)
  expect(await notes()).toContain('Trial Started')
})

it('takes an e-mail shaped userId for the address', async () => {
  await send({ type: 'identify', userId: 'Ann@Acme.example', traits: { firstName: 'Ann' } })
  await drain()
  expect(await emails()).toEqual(['ann@acme.example'])
})

it('moves a contact whose e-mail changed to the new address', async () => {
  await send(person(1))
  await drain()
  await send({ type: 'identify', userId: 'u-1', traits: { email: 'new@acme.example' } })
  await drain()
  expect(await emails()).toEqual(['new@acme.example'])
})

it('makes another contact when nobody vouches for the new address', async () => {
  await send(person(1))
  await drain()
  await sendFromPage({ type: 'identify', userId: 'u-1', traits: { email: 'thief@acme.example' } })
  await drain()
  expect(await emails()).toEqual(['person1@acme.example', 'thief@acme.example'])
})

it('goes on with the other contact when the new address is taken', async () => {
  await send(person(1), person(2))
  await drain()
  await send({
    type: 'identify',
    userId: 'u-1',
    traits: { email: 'person2@acme.example', jobTitle: 'CTO' },
  })
  await drain()
  const { contacts } = await records()
  expect(contacts.map(({ email, job_title }) => [email, job_title])).toEqual([
    ['person1@acme.example', null],
    ['person2@acme.example', 'CTO'],
  ])
})

it('keeps two people on one browser apart', async () => {
  const browser = { anonymousId: 'a-1' }
  await send({ ...person(1), ...browser }, page(browser, 'first'))
  await pass(DAY)
  await send({ ...person(2), ...browser }, page(browser, 'second'))
  await pass(DAY)
  const { contacts } = await records()
  expect(contacts).toHaveLength(2)
  expect(JSON.stringify(contacts[0])).not.toContain('/second')
  expect(JSON.stringify(contacts[1])).toContain('/second')
})

it('joins what was known under the previous id of an alias', async () => {
  await send(page({ anonymousId: 'a-9' }, 'before'))
  await send({ type: 'alias', previousId: 'a-9', userId: 'u-1' })
  await send(person(1))
  await pass(DAY)
  expect(await notes()).toContain('/before')
})

it('holds an anonymous group until the person is known, and makes the account at once', async () => {
  await send({ type: 'group', anonymousId: 'a-1', groupId: 'g', traits: { name: 'Acme' } })
  await drain()
  expect(await calls()).toEqual(['POST /sales_accounts/upsert'])
  await send({ ...person(1), anonymousId: 'a-1' })
  await drain()
  expect((await records()).contacts[0]?.['sales_accounts']).toMatchObject([{ name: 'Acme' }])
})

it('forgets someone who never introduced themselves after thirty days', async () => {
  await send(page({ anonymousId: 'a-1' }, 'once'))
  await pass(32 * DAY)
  expect(await rows('SELECT * FROM subject')).toEqual([])
  expect(await rows('SELECT * FROM identity')).toEqual([])
})

it('adds a tag and leaves the tags that are there', async () => {
  await control('/simulator/seed', {
    method: 'POST',
    body: JSON.stringify({ contacts: [{ emails: 'person1@acme.example', tags: ['VIP'] }] }),
  })
  await send(person(1, { tags: ['Newsletter'] }))
  await drain()
  expect((await records()).contacts[0]?.['tags']).toEqual(['VIP', 'Newsletter'])
})

it('keeps how someone first came when a later visit turns out to be theirs', async () => {
  const came = (source: string) => ({ attribution: { first: { source }, last: { source } } })
  const known = { type: 'identify', userId: 'u-1', traits: { firstName: 'Ann' } }
  await send({ ...known, timestamp: '2040-01-12T08:00:00.000Z', context: came('first') })
  await send({
    type: 'identify',
    anonymousId: 'a-1',
    timestamp: '2040-01-12T08:30:00.000Z',
    context: came('second'),
  })
  await send({ ...person(1), anonymousId: 'a-1' })
  await drain()
  expect((await records()).contacts[0]).toMatchObject({
    first_source: 'first',
    latest_source: 'second',
  })
})
