import { beforeEach, expect, it } from 'vitest'
import {
  configure,
  control,
  drain,
  pass,
  records,
  send,
  sendFromPage,
  setAccount,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()

// What people who do this job have reported of other connectors, from the event to the record in the CRM.

const HOUR = 3_600_000

const text = (name: string, label: string) => ({ name, label, type: 'text' })
const CONTACT_FIELDS = [
  { name: 'cf_birthday', label: 'Birthday', type: 'date' },
  { name: 'cf_budget', label: 'Budget', type: 'number' },
  { name: 'cf_area', label: 'Area', type: 'dropdown', choices: ['Île-de-France', 'Bayern'] },
  text('cf_a', 'मूल'),
  text('cf_b', 'माल'),
  text('cf_language', 'Language'),
]

beforeEach(() => setAccount({ customFields: { contact: CONTACT_FIELDS } }))

/** Traits, and what the contact has of them; each is another person of one batch. */
const SAID: readonly [traits: object, contact: object][] = [
  // Birthdays: epochs of any decade in seconds or milliseconds, and as people write them.
  [{ birthday: 42_249_600_000 }, { custom_field: { cf_birthday: '1971-05-05' } }],
  [{ birthday: -315_619_200_000 }, { custom_field: { cf_birthday: '1960-01-01' } }],
  [{ birthday: 315_532_800 }, { custom_field: { cf_birthday: '1980-01-01' } }],
  [{ birthday: '1990/05/14' }, { custom_field: { cf_birthday: '1990-05-14' } }],
  [{ birthday: '1990-5-14' }, { custom_field: { cf_birthday: '1990-05-14' } }],
  [{ birthday: '05/06/1990' }, { custom_field: { cf_birthday: null } }],
  // Amounts with a scale; what can be read two ways is left out.
  [{ budget: '10k' }, { custom_field: { cf_budget: 10_000 } }],
  [{ budget: '2.5M' }, { custom_field: { cf_budget: 2_500_000 } }],
  [{ budget: '2.500.000' }, { custom_field: { cf_budget: 2_500_000 } }],
  [{ budget: '1.000' }, { custom_field: { cf_budget: null } }],
  // Letters: every sign counts, and how it is composed does not.
  [{ मूल: 'root' }, { custom_field: { cf_a: 'root', cf_b: null } }],
  [{ मूल: 'root', माल: 'goods' }, { custom_field: { cf_a: 'root', cf_b: 'goods' } }],
  [{ area: 'I\u0302le-de-France' }, { custom_field: { cf_area: 'Île-de-France' } }],
  [{ area: 'BAYERN\u00a0' }, { custom_field: { cf_area: 'Bayern' } }],
  [{ lang: 'it' }, { custom_field: { cf_language: 'it' } }],
  // Invisible characters.
  [{ phone: '\u202a+91 98765 43210\u202c' }, { work_number: '+91 98765 43210' }],
  [{ phone: '+1\u200b 555\u00ad 0100' }, { work_number: '+1 555 0100' }],
  // Names as others spell them, and what says nothing.
  [
    { phone_number: '+1 555 0100', full_name: 'Ann Lee' },
    { work_number: '+1 555 0100', first_name: 'Ann', last_name: 'Lee' },
  ],
  [
    { phoneNumber: '+1 555 0101', fullName: 'Lee, Ann' },
    { work_number: '+1 555 0101', last_name: 'Lee' },
  ],
  [
    { name: { first: 'Ann', last: 'Lee' }, address1: '1 Main St' },
    { first_name: 'Ann', last_name: 'Lee', address: '1 Main St' },
  ],
  [
    { first: 'Ann', last: 'Lee' },
    { first_name: 'Ann', last_name: 'Lee' },
  ],
  [
    { firstName: 'null', lastName: 'Lee' },
    { first_name: null, last_name: 'Lee' },
  ],
  [
    { firstName: 'undefined', jobTitle: 'N/A', city: '-' },
    { first_name: null, job_title: null, city: null },
  ],
  // Companies: none of no name, and one of each spelling.
  [{ company: 'null' }, { sales_accounts: [] }],
  [{ companyName: 'N/A' }, { sales_accounts: [] }],
  [{ company: 'Acme  Inc' }, { sales_accounts: [{ name: 'Acme Inc' }] }],
  [{ company_name: 'Acme\u00a0Inc' }, { sales_accounts: [{ name: 'Acme Inc' }] }],
  [{ employer: 'Café Zu\u0308rich' }, { sales_accounts: [{ name: 'Café Zürich' }] }],
  [{ company: ['Beta', 'Gamma'] }, { sales_accounts: [{ name: 'Beta' }, { name: 'Gamma' }] }],
]

it('what a site says stands in the CRM right, or not at all', async () => {
  await configure({ MINUTE_CALLS: '1000' })
  const email = (number: number) => `person${number}@acme.example`
  await send(
    ...SAID.map(([traits], number) => ({
      type: 'identify',
      userId: `u-${number}`,
      traits: { email: email(number), ...traits },
    })),
  )
  await pass(HOUR)
  const { contacts, sales_accounts } = await records()
  for (const [number, [traits, contact]] of SAID.entries())
    expect(
      contacts.find((each) => each.email === email(number)),
      JSON.stringify(traits),
    ).toMatchObject(contact)
  expect(sales_accounts.map(({ name }) => name).sort()).toEqual([
    'Acme Inc',
    'Beta',
    'Café Zürich',
    'Gamma',
  ])
})

it.each([
  [{ annualRevenue: '$5M' }, { annual_revenue: 5_000_000 }],
  [
    { annualRevenue: '$10B+', employees: '5k' },
    { annual_revenue: 1e10, number_of_employees: 1_001 },
  ],
  [{ annualRevenue: '5 million' }, { annual_revenue: 5_000_000 }],
])('a company of %j is that large', async (traits, account) => {
  await send({ type: 'group', groupId: 'g', traits: { name: 'Acme', ...traits } })
  await drain()
  expect((await records()).sales_accounts).toMatchObject([{ name: 'Acme', ...account }])
})

it.each([
  'ann@acme.example\u200b',
  '\ufeffann@acme.example.',
  'Ann Lee <ann@acme.example>',
  'ann＠acme．example',
])('an address that was pasted is one contact: %j', async (email) => {
  await sendFromPage({ type: 'identify', anonymousId: 'a', traits: { email } })
  await drain()
  expect((await records()).contacts).toMatchObject([{ email: 'ann@acme.example' }])
})

it.each([0, 'undefined', '-1', '[object Object]'])(
  'an id that identifies nobody makes no person of everybody: %j',
  async (userId) => {
    for (const name of ['ann', 'bob', 'cid'])
      await send({ type: 'identify', userId, traits: { email: `${name}@acme.example` } })
    await drain()
    expect((await records()).contacts).toHaveLength(3)
  },
)

it.each([
  { properties: [] },
  { context: [] },
  { integrations: [], userId: false, anonymousId: 'a' },
])('what PHP writes for nothing costs no lead: %j', async (php) => {
  const traits = { email: 'ann@acme.example' }
  await send({ type: 'identify', userId: '42', traits, ...php })
  await drain()
  expect((await records()).contacts).toHaveLength(1)
})

it.each([
  [
    'Order {order_id}',
    { order_id: 'A-1', total: 100 },
    { order_id: 'B-2', total: 250 },
    ['Order A-1', 'Order B-2'],
  ],
  [
    'Order {order.id}',
    { order: { id: 'A-1' }, total: 1 },
    { order: { id: 'B-2' }, total: 2 },
    ['Order A-1', 'Order B-2'],
  ],
  ['Order {order.id}', { id: 'A-1', total: 1 }, { id: 'B-2', total: 2 }, []],
  ['Order {order_id}', { orderId: 'A-1', total: 1 }, { id: 'B-2', total: 2 }, []],
])(
  'a deal called %s is one a name, and none where the name has a hole',
  async (name, one, other, names) => {
    await configure({
      EVENTS: JSON.stringify({
        'Order Completed': { deal: { name, amount: '{total}', stage: 'Won', account: 'Acme' } },
      }),
    })
    await send({
      type: 'identify',
      userId: '42',
      traits: { email: 'ann@acme.example', company: 'Acme' },
    })
    for (const properties of [one, other])
      await send({ type: 'track', userId: '42', event: 'Order Completed', properties })
    await drain()
    expect((await records()).deals.map((deal) => deal['name'])).toEqual(names)
  },
)

it.each([
  [
    { phone: null, jobTitle: null },
    { work_number: null, job_title: null },
  ],
  [
    { phone: '', jobTitle: 'N/A' },
    { work_number: '+1 555 0100', job_title: 'CTO' },
  ],
  [
    { jobTitle: null, city: null },
    { work_number: '+1 555 0100', job_title: null },
  ],
])(
  'a server that says %j clears what it says null of, and nothing else',
  async (traits, contact) => {
    const email = 'ann@acme.example'
    await send({
      type: 'identify',
      userId: '42',
      traits: { email, phone: '+1 555 0100', jobTitle: 'CTO' },
    })
    await drain()
    await send({ type: 'identify', userId: '42', traits })
    await drain()
    expect((await records()).contacts).toMatchObject([contact])
  },
)

it.each(['/docs/api', '/de/preise'])(
  'a page that says its path alone is told by it: %s',
  async (path) => {
    await send({ type: 'identify', userId: '42', traits: { email: 'ann@acme.example' } })
    await send({ type: 'page', userId: '42', properties: { path } })
    await pass(HOUR)
    const { notes } = await control<{ notes: { description: string }[] }>('/simulator/records')
    expect(notes.map(({ description }) => description).join()).toContain(path)
  },
)
