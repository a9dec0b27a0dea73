import { beforeEach, describe, expect, it } from 'vitest'
import { call, reset, settings, upsert } from './account.ts'

beforeEach(reset)

describe('upserting a contact', () => {
  it('creates with 201 and updates with 200', async () => {
    const first = await upsert('ann@acme.example', { first_name: 'Ann' })
    const second = await upsert('ann@acme.example', { last_name: 'Lee' })
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body.contact).toMatchObject({
      id: first.body.contact.id,
      first_name: 'Ann',
      last_name: 'Lee',
      display_name: 'Ann Lee',
      email: 'ann@acme.example',
    })
  })

  it('knows an e-mail address in any spelling of case', async () => {
    const first = await upsert('Ann@Acme.example')
    const second = await upsert('ann@acme.EXAMPLE')
    expect(second.status).toBe(200)
    expect(second.body.contact.id).toBe(first.body.contact.id)
  })

  it.each([
    ['emails as a text', { emails: 'new@acme.example' }],
    ['email as a text', { email: 'new@acme.example' }],
    ['emails as a list', { emails: [{ value: 'new@acme.example', is_primary: true }] }],
  ])('takes %s', async (_what, contact) => {
    const { body } = await upsert('new@acme.example', contact)
    expect(body.contact.emails).toMatchObject([{ value: 'new@acme.example', is_primary: true }])
  })

  it.each(['external_id', 'mobile_number'])('finds a contact by %s', async (name) => {
    const made = await upsert('ann@acme.example', { [name]: 'u-1' })
    const found = await call('POST', '/contacts/upsert', {
      unique_identifier: { [name]: 'u-1' },
      contact: { city: 'Turin' },
    })
    expect(found.status).toBe(200)
    expect(found.body.contact).toMatchObject({ id: made.body.contact.id, city: 'Turin' })
  })

  it('finds a contact by id and answers 404 for an unknown one', async () => {
    const { body } = await upsert('ann@acme.example')
    const found = await call('POST', '/contacts/upsert', {
      unique_identifier: { id: body.contact.id },
      contact: { city: 'Turin' },
    })
    const unknown = await call('POST', '/contacts/upsert', {
      unique_identifier: { id: 70099999999 },
      contact: { city: 'Turin' },
    })
    expect([found.status, unknown.status]).toEqual([200, 404])
  })

  it.each(['shoe_size', 'email', 'work_number'])(
    'refuses %s, by which nothing is unique',
    async (name) => {
      const { status, body } = await call('POST', '/contacts/upsert', {
        unique_identifier: { [name]: 'ann@acme.example' },
        contact: {},
      })
      expect(status).toBe(400)
      expect(body).toEqual({ errors: { code: 400, message: ['Please provide a unique field'] } })
    },
  )

  it('does not find a contact by its second address, which another may have too', async () => {
    const ann = await upsert('ann@acme.example', { emails: ['ann@acme.example', 'a@home.example'] })
    const other = await upsert('a@home.example', { first_name: 'A' })
    expect(other.status).toBe(201)
    expect(other.body.contact.id).not.toBe(ann.body.contact.id)
  })

  it('finds a contact by any address where the account is set so', async () => {
    await settings({ behaviour: { emailIdentity: 'any' } })
    const ann = await upsert('ann@acme.example', { emails: ['ann@acme.example', 'a@home.example'] })
    const found = await upsert('a@home.example')
    expect(found.body.contact.id).toBe(ann.body.contact.id)
    const taken = await call('POST', '/contacts', {
      emails: ['new@acme.example', 'a@home.example'],
    })
    expect(taken.body.errors.message).toEqual(['a@home.example already exists.'])
  })

  it.each([
    [1, [1, '2;3;4;5;1', 2, 2]],
    [2, [2, null, null, null]],
  ])(
    'starts a contact with the subscription status %i',
    async (newSubscriptionStatus, expected) => {
      await settings({ behaviour: { newSubscriptionStatus } })
      const { contact } = (await upsert('ann@acme.example')).body
      expect([
        contact.subscription_status,
        contact.subscription_types,
        contact.sms_subscription_status,
        contact.whatsapp_subscription_status,
      ]).toEqual(expected)
    },
  )
})
