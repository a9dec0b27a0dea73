import { describe, expect, test } from 'vitest'
import type { Call } from '../../src/freshsales/call.ts'
import { RefusedError } from '../../src/freshsales/errors.ts'
import { repair } from '../../src/freshsales/repair.ts'
import { REMEDIES } from '../../src/freshsales/repairing/remedies.ts'
import {
  createLead,
  createNote,
  upsertAccount,
  upsertContact,
} from '../../src/freshsales/request.ts'
import type { JsonObject } from '../../src/protocol/event.ts'

const CONTACT: JsonObject = {
  emails: 'ann@acme.example',
  job_title: 'x'.repeat(300),
  city: 'y'.repeat(300),
  mobile_number: '5550100',
  contact_status_id: 1,
  lifecycle_stage_id: 2,
  deal_stage_id: 3,
  lead_source_id: 4,
  time_zone: 'IST',
  website: 'not one',
  amount: 5,
  sales_accounts: [{ id: 6 }],
  nickname: 'a',
  custom_field: { cf_plan: 'Gold', cf_notes: 'z'.repeat(900) },
}

const call = upsertContact({ email: 'ann@acme.example', contact: CONTACT })

function refuse(refused: Call, ...messages: string[]): RefusedError {
  return new RefusedError(refused, { status: 400, messages })
}

function contactAfter(...messages: string[]) {
  const repaired = repair(call, refuse(call, ...messages))
  return { contact: repaired?.call.body?.['contact'], problems: repaired?.problems }
}

function without(field: string): JsonObject {
  const { [field]: _, ...rest } = CONTACT
  return rest
}

/** What each line of a refusal costs. */
const COSTS: { readonly [says: string]: { drops?: string; cuts?: { field: string; to: number } } } =
  {
    'The value for job_title is not in required length': { cuts: { field: 'job_title', to: 255 } },
    'City is too long': { cuts: { field: 'city', to: 255 } },
    'Invalid contact status provided.': { drops: 'contact_status_id' },
    'Invalid lifecycle stage provided.': { drops: 'lifecycle_stage_id' },
    "Deal stage doesn't exist": { drops: 'deal_stage_id' },
    'Not a supported time zone': { drops: 'time_zone' },
    'Invalid source provided.': { drops: 'lead_source_id' },
    'MobileNumber is not unique': { drops: 'mobile_number' },
    'website is not in required format': { drops: 'website' },
    'Amount is too large': { drops: 'amount' },
    "Sales account doesn't exist": { drops: 'sales_accounts' },
    "unknown attribute 'nickname'": { drops: 'nickname' },
  }

describe('a repair', () => {
  test.each(REMEDIES.filter(({ remedy }) => remedy === 'keep'))(
    'spares nothing when Freshsales says $says',
    ({ says }) => {
      expect(repair(call, refuse(call, says))).toBeUndefined()
    },
  )

  test.each(REMEDIES.filter(({ says }) => says in COSTS))(
    'costs one field when Freshsales says $says',
    ({ says }) => {
      const { drops, cuts } = COSTS[says] ?? {}
      const { contact, problems } = contactAfter(says)
      if (drops !== undefined) expect(contact).toEqual(without(drops))
      if (cuts !== undefined)
        expect(contact).toEqual({
          ...CONTACT,
          [cuts.field]: String(CONTACT[cuts.field]).slice(0, cuts.to),
        })
      expect(problems).toMatchObject([{ field: drops ?? cuts?.field }])
    },
  )

  test('leaves out a choice of a custom field by its label', () => {
    expect(contactAfter('Plan is not included in the list').contact).toEqual({
      ...CONTACT,
      custom_field: { cf_notes: 'z'.repeat(900) },
    })
  })

  test('has one for every line of the table', () => {
    const covered = REMEDIES.filter(
      ({ says, remedy }) => remedy === 'keep' || says in COSTS || says.startsWith('Plan'),
    )
    expect(covered).toHaveLength(REMEDIES.length)
  })

  test('mends several fields at once and names each', () => {
    const { contact, problems } = contactAfter(
      'The value for cf_notes is not in required length',
      'Invalid contact status provided.',
      'website is not in required format',
    )
    expect(contact).toMatchObject({ custom_field: { cf_notes: 'z'.repeat(800) } })
    expect(problems?.map(({ field }) => field)).toEqual([
      'cf_notes',
      'contact_status_id',
      'website',
    ])
  })

  test('leaves out the one field that an unknown text names', () => {
    expect(contactAfter('Something about the job title is odd').contact).toEqual(
      without('job_title'),
    )
    expect(contactAfter('The city or the time zone is odd').contact).toBeUndefined()
    expect(contactAfter('Nope').contact).toBeUndefined()
  })

  test('cuts to the length that is known, and shorter when a cut was not enough', () => {
    const error = refuse(call, 'The value for job_title is not in required length')
    const known = repair(call, error, { job_title: 100 })
    expect(known?.call.body?.['contact']).toMatchObject({ job_title: 'x'.repeat(100) })
    const once = repair(call, error)
    const twice = once && repair(once.call, error)
    expect(twice?.call.body?.['contact']).toMatchObject({ job_title: 'x'.repeat(100) })
  })

  test('cuts no character in two', () => {
    const odd = upsertContact({
      email: 'a@b.co',
      contact: { emails: 'a@b.co', city: '👍'.repeat(300) },
    })
    const repaired = repair(odd, refuse(odd, 'The value for city is not in required length'))
    expect(repaired?.call.body?.['contact']).toMatchObject({ city: '👍'.repeat(255) })
  })

  test('cuts the name of an account where it is looked for as well', () => {
    const name = 'A'.repeat(300)
    const account = upsertAccount({ name, account: {} })
    const cut = 'A'.repeat(255)
    expect(
      repair(account, refuse(account, 'The value for name is not in required length'))?.call.body,
    ).toEqual({
      unique_identifier: { name: cut },
      sales_account: { name: cut },
    })
  })

  test('reaches into the company of a lead', () => {
    const lead = createLead({ email: 'a@b.co', company: { name: 'Acme', website: 'x' } })
    expect(repair(lead, refuse(lead, 'website is not in required format'))?.call.body).toEqual({
      lead: { email: 'a@b.co', company: { name: 'Acme' } },
    })
  })

  test('never drops what the record cannot be without, nor empties it', () => {
    const note = createNote({ description: 'x', target: { type: 'Contact', id: 1 } })
    expect(repair(note, refuse(note, 'Description is invalid'))).toBeUndefined()
    const link = upsertContact({ email: 'a@b.co', contact: { sales_accounts: [{ id: 1 }] } })
    expect(repair(link, refuse(link, "Sales account doesn't exist"))).toBeUndefined()
  })

  test('leaves the refused call as it was', () => {
    const before = structuredClone(call)
    contactAfter('Invalid contact status provided.')
    expect(call).toEqual(before)
  })
})
