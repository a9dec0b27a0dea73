import { describe, expect, test } from 'vitest'
import { findIgnored } from '../../src/freshsales/api/findIgnored.ts'
import { updateContact, upsertAccount, upsertContact } from '../../src/freshsales/api/request.ts'
import type { JsonObject } from '../../src/protocol/event.ts'

function ignoredOf(contact: JsonObject, stored: JsonObject): string[] {
  const call = upsertContact({ email: 'a@b.co', contact })
  return findIgnored(call, { status: 200, body: { contact: stored } }).map(({ field }) => field)
}

describe('what Freshsales took and did not store', () => {
  test('is a custom field that is absent, empty or kept its other value', () => {
    const sent = { custom_field: { cf_gone: 'x', cf_null: 'x', cf_other: 'Gold', cf_kept: 'Pro' } }
    expect(
      ignoredOf(sent, { custom_field: { cf_null: null, cf_other: 'Free', cf_kept: 'Pro' } }),
    ).toEqual(['cf_gone', 'cf_null', 'cf_other'])
  })

  test('is not what came back in another form', () => {
    const sent = {
      custom_field: {
        cf_number: 12,
        cf_day: '2026-05-01',
        cf_choices: 'A;B',
        cf_flag: true,
        cf_text: ' Pro ',
      },
    }
    expect(
      ignoredOf(sent, {
        custom_field: {
          cf_number: '12.0',
          cf_day: '2026-05-01T00:00:00+02:00',
          cf_choices: ['A', 'B'],
          cf_flag: 'true',
          cf_text: 'Pro',
        },
      }),
    ).toEqual([])
  })

  test('is a plain field that the answer shows empty', () => {
    expect(
      ignoredOf(
        { work_number: 'abc', city: 'Pune', owner_id: 5, emails: 'a@b.co' },
        { work_number: null, city: 'Pune', emails: [] },
      ),
    ).toEqual(['work_number'])
  })

  test('is not judged where the answer shows nothing', () => {
    expect(ignoredOf({ custom_field: { cf_x: 1 } }, {})).toEqual([])
    expect(findIgnored(updateContact(1, { city: 'x' }), { status: 204, body: {} })).toEqual([])
  })

  test('is looked for on accounts as well, but a bucket of employees counts as kept', () => {
    const call = upsertAccount({
      name: 'Acme',
      account: { number_of_employees: 329, phone: 'abc' },
    })
    const answer = {
      status: 200,
      body: { sales_account: { name: 'Acme', number_of_employees: 201, phone: null } },
    }
    expect(findIgnored(call, answer)).toMatchObject([{ field: 'phone', value: 'abc' }])
  })
})
