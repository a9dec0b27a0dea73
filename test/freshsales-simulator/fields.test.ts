import { beforeEach, describe, expect, it } from 'vitest'
import { reset, settings, upsert } from './account.ts'

beforeEach(reset)

const custom = async (custom_field: object) => {
  const { status, body } = await upsert('ann@acme.example', { custom_field } as never)
  return status < 300 ? body.contact.custom_field : body.errors.message[0]
}

describe('a custom field', () => {
  it.each([
    ['cf_plan', 'Pro', 'Pro'],
    ['cf_team_size', 40, 40],
    ['cf_team_size', '40', 40],
    ['cf_goals', 'Hello\nthere', 'Hello\nthere'],
    ['cf_renewal_date', '2027-03-01T09:00:00Z', '2027-03-01'],
    ['cf_newsletter', true, true],
    ['cf_newsletter', 'false', false],
    ['cf_interests', ['Support', 'Analytics'], 'Support;Analytics'],
    ['cf_interests', 'Support;Analytics', 'Support;Analytics'],
    ['cf_gclid', 17, '17'],
  ])('%s keeps %j', async (name, sent, kept) => {
    expect((await custom({ [name]: sent }))[name]).toEqual(kept)
  })

  it.each([
    ['a choice in another case', 'cf_plan', 'pro'],
    ['an unknown choice', 'cf_plan', 'Platinum'],
    ['a number as a choice', 'cf_plan', 3],
    ['a word as a number', 'cf_team_size', 'many'],
    ['no date', 'cf_renewal_date', 'soon'],
    ['a day that does not exist', 'cf_renewal_date', '2027-02-30'],
    ['a word as a flag', 'cf_newsletter', 'perhaps'],
    ['only unknown choices', 'cf_interests', ['Cooking']],
    ['an object as text', 'cf_gclid', { a: 1 }],
  ])('ignores %s', async (_what, name, sent) => {
    expect(await custom({ [name]: sent, cf_alternate_number: '1' })).toMatchObject({
      [name]: null,
      cf_alternate_number: '1',
    })
  })

  it('keeps the known ones of several choices', async () => {
    expect(await custom({ cf_interests: ['Cooking', 'Support'] })).toMatchObject({
      cf_interests: 'Support',
    })
  })

  it.each([
    ['cf_gclid', 255],
    ['cf_goals', 800],
  ])('%s takes %i characters and refuses the record for one more', async (name, most) => {
    expect(await custom({ [name]: 'ü'.repeat(most) })).toMatchObject({ [name]: 'ü'.repeat(most) })
    expect(await custom({ [name]: 'ü'.repeat(most + 1) })).toBe(
      `The value for ${name} is not in required length`,
    )
  })

  it('vanishes outside custom_field, and when the account has none of that name', async () => {
    const sent = { cf_plan: 'Pro', custom_field: { cf_unheard_of: 'x' } }
    const { status, body } = await upsert('ann@acme.example', sent)
    expect(status).toBe(201)
    expect(body.contact).not.toHaveProperty('cf_plan')
    expect(body.contact.custom_field.cf_plan).toBeNull()
    expect(body.contact.custom_field).not.toHaveProperty('cf_unheard_of')
  })

  it('stays when another custom field is sent, and goes when it is null', async () => {
    await custom({ cf_plan: 'Pro', cf_team_size: 4 })
    expect(await custom({ cf_team_size: null })).toMatchObject({
      cf_plan: 'Pro',
      cf_team_size: null,
    })
  })

  it('can be made by a test', async () => {
    await settings({
      customFields: {
        contact: [{ name: 'cf_size', label: 'Size', type: 'dropdown', choices: ['S', 'L'] }],
      },
    })
    expect(await custom({ cf_size: 'L', cf_plan: 'Pro' })).toEqual({ cf_size: 'L' })
  })
})

describe('a standard field', () => {
  it.each([
    ['subscription_status', 1, 1],
    ['subscription_types', ['2', '3'], '2;3'],
    ['subscription_types', '5;2', '5;2'],
    ['time_zone', 'IST', 'IST'],
    ['zipcode', 10121, '10121'],
    ['tags', ['Lead', 'Lead', ' Form '], ['Lead', 'Form']],
  ])('%s of %j is kept as %j', async (name, sent, kept) => {
    const { body } = await upsert('ann@acme.example', { [name]: sent })
    expect(body.contact[name]).toEqual(kept)
  })

  it('is ignored when nobody knows it or nobody may set it', async () => {
    const { status, body } = await upsert('ann@acme.example', {
      company: 'Acme',
      shoe_size: 42,
      lead_score: 99,
      subscription_status: 12,
      address: { street: 'Via Roma' },
    })
    expect(status).toBe(201)
    expect(body.contact).toMatchObject({ lead_score: 0, subscription_status: 1, address: null })
    expect(body.contact).not.toHaveProperty('company')
  })
})
