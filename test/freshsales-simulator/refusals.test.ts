import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/protocol/event.ts'
import { call, reset, send, settings, upsert } from './account.ts'

beforeEach(reset)

const refusal = async (contact: JsonObject) =>
  (await call('POST', '/contacts', { email: 'new@acme.example', ...contact })).body.errors.message

describe('a refusal', () => {
  it.each([
    ['es', 'Origen no puede estar vacío'],
    ['de', 'Quelle muss ausgefüllt werden'],
    ['fr', 'Source doit être rempli(e)'],
    ['pt', 'Origem não pode ficar vazio'],
    ['en', "Source can't be empty"],
  ])('tells in %s what is missing', async (language, text) => {
    await settings({ language, required: { contact: ['lead_source_id'] } })
    expect(await refusal({})).toEqual([text])
  })

  it.each([
    ['es', 'ID externo ya existe', 'ann@acme.example ya existe.'],
    ['de', 'Externe ID ist bereits vergeben', 'ann@acme.example existiert bereits.'],
    ['fr', "ID externe n'est pas disponible", 'ann@acme.example existe déjà.'],
    ['pt', 'ID externo já está em uso', 'ann@acme.example já existe.'],
  ])('tells in %s what is taken', async (language, field, address) => {
    await upsert('ann@acme.example', { external_id: 'u-1' })
    await settings({ language })
    expect(await refusal({ external_id: 'u-1' })).toEqual([field])
    expect(await refusal({ email: 'ann@acme.example' })).toEqual([address])
  })

  it.each([
    ['label', ['Móvil no tiene la longitud requerida', 'Origen no es válido.']],
    ['english', ['Mobile no tiene la longitud requerida', 'Source no es válido.']],
    ['camel', ['MobileNumber no tiene la longitud requerida', 'LeadSourceId no es válido.']],
    ['name', ['mobile_number no tiene la longitud requerida', 'lead_source_id no es válido.']],
  ])('spells a field as %s', async (fieldsInRefusals, texts) => {
    await settings({ language: 'es', behaviour: { fieldsInRefusals } })
    const sent = { mobile_number: '1'.repeat(300), lead_source_id: 'Web' }
    expect(await refusal(sent)).toEqual(texts)
  })

  it('calls a field that an admin made by its own label in every language', async () => {
    await settings({ language: 'fr', required: { contact: ['cf_plan'] } })
    expect(await refusal({})).toEqual(['Plan doit être rempli(e)'])
  })

  it('is about rights and lost records in the same language', async () => {
    await settings({ language: 'pt', forbidden: ['POST /notes'] })
    const forbidden = await call('POST', '/notes', { note: {} })
    expect(forbidden.body.errors).toEqual({
      code: 403,
      message: ['Você não está autorizado a realizar esta operação.'],
    })
    expect((await call('GET', '/contacts/7')).body.errors.message).toEqual([
      'O registro solicitado não foi encontrado.',
    ])
  })
})

describe('a forbidden call', () => {
  it('is refused with all below it, and nothing else is', async () => {
    await settings({ forbidden: ['POST /deals', 'GET /selector/owners', 'PUT /contacts/{id}'] })
    const { status, body } = await call('POST', '/deals', { deal: {} })
    expect(status).toBe(403)
    expect(body).toEqual({
      errors: { code: 403, message: ['You are not authorised to perform this operation.'] },
    })
    expect((await call('POST', '/deals/upsert', {})).status).toBe(403)
    expect((await call('GET', '/selector/owners')).status).toBe(403)
    expect((await call('PUT', '/contacts/7', {})).status).toBe(403)
    expect((await call('GET', '/selector/lead_sources')).status).toBe(200)
    expect((await upsert('ann@acme.example')).status).toBe(201)
  })

  it.each(['POST /deal', 'deals', 'POST deals', 'FETCH /deals', 'POST /deals now', 'POST /'])(
    'is refused as a setting when there is no call %j',
    async (rule) => {
      const { status, body } = await settings({ forbidden: [rule] })
      expect(status).toBe(400)
      expect(body.error).toContain('forbidden.0: not a call of the API')
    },
  )
})

describe('compulsory fields', () => {
  it('are refused as a setting when the account has no such field', async () => {
    const { status, body } = await settings({ required: { contact: ['lead_source', 'cf_size'] } })
    expect(status).toBe(400)
    expect(body.error).toContain('required.contact: a contact has no field lead_source')
    expect(body.error).toContain('a contact has no field cf_size')
  })

  it('bind neither tracking nor what was there before', async () => {
    await settings({ required: { contact: ['last_name'] } })
    expect(await refusal({ first_name: 'Ann' })).toEqual(["Last name can't be empty"])
    await send('/crm/sales/track/visitors', 'POST', {
      application_token: 'demo-app-token',
      sdk: 'ruby',
      identifier: 'u-1',
      visitor: { Email: 'ann@acme.example' },
    })
    await send('/simulator/seed', 'POST', { contacts: [{ emails: 'bob@acme.example' }] })
    expect((await send('/simulator/records')).body.contacts).toHaveLength(2)
  })
})
