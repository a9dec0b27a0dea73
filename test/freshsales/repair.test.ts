import { describe, expect, test } from 'vitest'
import type { Call } from '../../src/freshsales/api/call.ts'
import { RefusedError } from '../../src/freshsales/api/errors.ts'
import {
  createDeal,
  createLead,
  createNote,
  upsertAccount,
  upsertContact,
} from '../../src/freshsales/api/request.ts'
import { isForWant, lackingFields } from '../../src/freshsales/repair/compulsory.ts'
import { REMEDIES } from '../../src/freshsales/repair/remedies.ts'
import { repair } from '../../src/freshsales/repair/repair.ts'
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

  test.each(Object.keys(COSTS).map((says) => ({ says })))(
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
    const covered = REMEDIES.filter(({ says, remedy }) => remedy === 'keep' || says in COSTS)
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
    const known = repair(call, error, { lengths: { job_title: 100 } })
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

const PERSON: JsonObject = {
  emails: 'ann@acme.example',
  first_name: 'Ann',
  job_title: 'Chief',
  work_number: '+1 555 0100',
  mobile_number: '5550100',
  external_id: 'user-1',
  city: 'Pune',
  website: 'not one',
  lead_source_id: 4,
  contact_status_id: 1,
  custom_field: { cf_plan: 'Gold', cf_team_size: 7, cf_branche: 'IT' },
}

function costOf(message: string, labels = {}) {
  const refused = upsertContact({ email: 'ann@acme.example', contact: PERSON })
  const repaired = repair(refused, refuse(refused, message), { labels })
  return repaired?.problems.map(({ field }) => field)
}

describe('a refusal in another spelling or language', () => {
  test.each([
    ['ExternalId is not unique', 'external_id'],
    ['External ID is not unique', 'external_id'],
    ['external_id has already been taken', 'external_id'],
    ['user-1 already exists.', 'external_id'],
    ['5550100 ya existe', 'mobile_number'],
    ['MobileNumber ya está en uso', 'mobile_number'],
    ['El cargo no es válido', 'job_title'],
    ['Móvil no es único', 'mobile_number'],
    ['La fuente no existe', 'lead_source_id'],
    ['Sitio web no tiene el formato requerido', 'website'],
    ['Webseite hat nicht das richtige Format', 'website'],
    ['Die Stadt ist ungültig', 'city'],
    ['Quelle ist ungültig', 'lead_source_id'],
    ['Externe ID ist bereits vergeben', 'external_id'],
    ["La ville n'est pas valide", 'city'],
    ["Identifiant externe n'est pas unique", 'external_id'],
    ["La valeur de leadSource n'est pas valide", 'lead_source_id'],
    ['Cidade não é válida', 'city'],
    ['Origem não é válida', 'lead_source_id'],
    ['cfTeamSize não é um número', 'cf_team_size'],
    ['cf_plan no está incluido en la lista', 'cf_plan'],
    ['Team Size is not a number', 'cf_team_size'],
  ])('%s costs %s', (message, field) => {
    expect(costOf(message)).toEqual([field])
  })

  test.each([
    ['city-7', 'city-7 already exists.'],
    ['42', '42 has already been taken'],
    ['42', '42 ya existe'],
  ])('an id that is taken costs itself, whatever it looks like: %s', (id, message) => {
    const refused = upsertContact({
      email: 'ann@acme.example',
      contact: { external_id: id, city: 'Pune', job_title: 'Chief 42 city-7' },
    })
    expect(repair(refused, refuse(refused, message))?.call.body?.['contact']).toEqual({
      city: 'Pune',
      job_title: 'Chief 42 city-7',
    })
  })

  test('names a field as the account labels it', () => {
    const labels = { cf_plan: 'Tarif', work_number: 'Büro' }
    expect(costOf('Tarif ist kein gültiger Wert', labels)).toEqual(['cf_plan'])
    expect(costOf('Buero: Büro ist ungültig', labels)).toEqual(['work_number'])
  })

  test.each([
    'Fuente no puede estar vacío',
    'El campo Apellido es obligatorio',
    'Quelle muss ausgefüllt werden',
    'Nachname darf nicht leer sein',
    'La source doit être renseignée',
    'Le nom ne peut pas être vide',
    'Sobrenome não pode ficar em branco',
    'Origem é obrigatória',
    'Last name is required',
    'ann@acme.example ya existe',
    'Correo electrónico no es válido',
  ])('%s spares nothing, for nothing that is there is to blame', (message) => {
    expect(costOf(message)).toBeUndefined()
  })

  test.each([
    ["Source can't be empty", 'lead_source_id'],
    ['Fuente no puede estar vacío', 'lead_source_id'],
    ['El apellido es obligatorio', 'last_name'],
    ['Nachname darf nicht leer sein', 'last_name'],
    ['Le nom de famille doit être rempli', 'last_name'],
    ['Origem não pode ficar em branco', 'lead_source_id'],
    ['Rango no puede estar en blanco', 'cf_rank'],
  ])('%s asks for %s', (message, field) => {
    expect(isForWant([message])).toBe(true)
    expect(lackingFields('contact', [message], { cf_rank: 'Rango' })).toEqual([field])
  })

  test.each([
    'City is too long',
    'Ciudad es demasiado larga',
    'Stadt ist zu lang',
    'La ville est trop longue',
    'Cidade é muito longa',
  ])('%s cuts the city', (message) => {
    const long = upsertContact({
      email: 'a@b.co',
      contact: { city: 'y'.repeat(300), job_title: 'x' },
    })
    expect(repair(long, refuse(long, message))?.call.body?.['contact']).toEqual({
      city: 'y'.repeat(255),
      job_title: 'x',
    })
  })

  test('takes an amount out with its currency', () => {
    const deal = createDeal({ name: 'Pro', amount: 5, currency_id: 99, deal_type_id: 1 })
    const repaired = repair(deal, refuse(deal, 'Currency is invalid'))
    // Freshsales makes no deal without one.
    expect(repaired?.call.body).toEqual({ deal: { name: 'Pro', amount: 0, deal_type_id: 1 } })
    expect(repaired?.problems.map(({ field }) => field)).toEqual(['currency_id', 'amount'])
  })

  test('stays fast on a refusal of any length', () => {
    const start = performance.now()
    for (const part of ['a ', 'city ', 'É', '@ ya', 'maximum '])
      costOf(part.repeat(32_768 / part.length))
    expect(performance.now() - start).toBeLessThan(50)
  })
})
