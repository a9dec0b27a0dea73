import { expect, it } from 'vitest'
import { type Chance, createChance } from '../../shop/chance.ts'
import { isFull } from '../../shop/effort.ts'
import {
  type CrmContact,
  configure,
  drain,
  pass,
  records,
  send,
  sendFromPage,
  setAccount,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()

const EVENTS = isFull ? 20_000 : 600
const A_REQUEST = 200
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** What the site's server says of its customers; a page may not change a word of it. */
const CUSTOMERS = ['ann', 'bob', 'cid', 'dot'].map((name, index) => ({
  userId: `cust-${index + 1}`,
  anonymousId: `browser-${index + 1}`,
  email: `${name}@acme.example`,
  traits: {
    email: `${name}@acme.example`,
    firstName: name,
    lastName: `Server ${index}`,
    jobTitle: `Title of ${name}`,
    phone: `+1 555 010${index}`,
    city: 'Pune',
    leadSource: 'Web',
    medium: 'fair',
    subscriptionStatus: index % 2 === 0 ? 'unsubscribed' : 'subscribed',
    owner: 'olivia@crm.example',
    lifecycleStage: 'Lead',
    company: { name: `Company ${index}`, website: `https://${name}.example`, city: 'Pune' },
    deal: { name: `Deal of ${name}`, amount: 100 + index },
  },
}))

/** Columns of the CRM that the server has filled, by what they are called there. */
const KEPT = [
  ...['email', 'first_name', 'last_name', 'job_title', 'work_number', 'city', 'external_id'],
  ...['lead_source_id', 'medium', 'subscription_status', 'owner_id', 'lifecycle_stage_id'],
]

it(`changes nothing that a server said: ${EVENTS} events of a page`, {
  timeout: 600_000,
}, async () => {
  await setAccount({ hourlyCalls: 1_000_000 })
  await configure({
    EVENTS: JSON.stringify({ 'Signed Up': { lifecycleStage: 'Customer', tag: 'up' } }),
    TIMELINE: 'off',
    HOURLY_CALLS: '100000',
    MINUTE_CALLS: '10000',
  })
  for (const { traits, ...ids } of CUSTOMERS) await send({ type: 'identify', ...ids, traits })
  await drain()
  const before = await known()
  expect(before.contacts).toHaveLength(CUSTOMERS.length)

  const chance = createChance(12)
  for (let sent = 0; sent < EVENTS; sent += A_REQUEST) {
    const answer = await sendFromPage(...Array.from({ length: A_REQUEST }, () => forged(chance)))
    expect(await answer.json()).toMatchObject({ accepted: A_REQUEST })
    await drain()
    await pass(MINUTE)
  }
  await pass(DAY)
  expect(await known()).toEqual(before)

  // Each key still leads to whom the server said.
  for (const { userId, email } of CUSTOMERS)
    await send({ type: 'identify', userId, traits: { cfPlan: 'x', jobTitle: `New ${email}` } })
  await drain()
  const { contacts } = await records()
  for (const { email } of CUSTOMERS)
    expect(ofEmail(contacts, email)).toMatchObject({ job_title: `New ${email}` })
})

const ofEmail = (contacts: CrmContact[], email: string) =>
  contacts.find((contact) => contact.email === email)

/** What the CRM holds of the customers: read from the records, not from what the edge remembers. */
async function known() {
  const { contacts, sales_accounts, deals } = await records()
  return {
    contacts: CUSTOMERS.map(({ email }) => {
      const contact = ofEmail(contacts, email)
      const accounts = contact?.['sales_accounts'] as { name: string; is_primary: boolean }[]
      const own = KEPT.map((field) => [field, contact?.[field]])
      return {
        ...Object.fromEntries(own),
        primary: accounts?.find((each) => each.is_primary)?.name,
      }
    }),
    accounts: sales_accounts
      .filter(({ name }) => /^Company \d$/.test(String(name)))
      .map(({ name, website, city }) => ({ name, website, city })),
    deals: deals
      .filter(({ name }) => /^Deal of /.test(String(name)))
      .filter(({ amount }) => Number(amount) > 0)
      .map(({ name, amount }) => ({ name, amount: Number(amount) })),
  }
}

function forged(chance: Chance): object {
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[chance.below(items.length)]
    if (item === undefined) throw new Error('nothing to choose from')
    return item
  }
  const customer = pick(CUSTOMERS)
  const stranger = `m${chance.below(20)}@evil.example`
  const email = pick([customer.email, pick(CUSTOMERS).email, stranger, stranger])
  const ids = {
    ...(chance.below(2) && { userId: pick([customer.userId, `mal-${chance.below(9)}`, email]) }),
    anonymousId: pick([customer.anonymousId, `browser-x${chance.below(9)}`]),
  }
  const said = pick(['ATTACK', 'x', '-', 'https://evil.example', 'null'])
  const traits = {
    ...(chance.below(3) && { [pick(['email', 'Email', 'emails'])]: email }),
    [pick(['firstName', 'jobTitle', 'job_title', 'phone', 'city', 'last name', 'o_wner'])]: said,
    ...(chance.below(2) && { [pick(['leadSource', 'medium', 'campaign', 'owner'])]: said }),
    ...(chance.below(2) && { subscriptionStatus: pick(['subscribed', 'unsubscribed']) }),
    ...(chance.below(4) === 0 && { lifecycleStage: 'Customer', userId: said }),
    ...(chance.below(4) === 0 && {
      company: { name: pick(['Company 0', 'Company 1']), website: said, city: said },
    }),
    ...(chance.below(4) === 0 && { deal: { name: `Deal of ${pick(['ann', 'bob'])}`, amount: 1 } }),
  }
  const timestamp = new Date(
    Date.now() - chance.below(3) * DAY + chance.below(MINUTE),
  ).toISOString()
  const context = {
    ...(chance.below(2) && { traits: { email } }),
    ...(chance.below(3) === 0 && { campaign: { source: 's', name: said, medium: said } }),
  }
  const common = { ...ids, timestamp, context, messageId: `${chance.below(2 * EVENTS)}` }
  return pick<object>([
    { ...common, type: 'identify', traits },
    { ...common, type: 'identify', traits },
    {
      ...common,
      type: 'track',
      event: pick(['Signed Up', 'lifecycle_stage', 'Other']),
      properties: { lifecycleStageName: 'Customer' },
    },
    { ...common, type: 'page', properties: { url: 'https://www.acme.example/' } },
    {
      ...common,
      type: 'group',
      groupId: 'g',
      traits: { name: pick(['Company 0', 'Evil Inc']), website: said, city: said },
    },
    {
      ...common,
      type: 'alias',
      userId: pick([`mal-${chance.below(9)}`, pick(CUSTOMERS).userId]),
      previousId: pick([customer.userId, customer.anonymousId, `mal-${chance.below(9)}`]),
    },
  ])
}
