import { beforeEach, describe, expect, it } from 'vitest'
import { call, reset, send, settings, upsert } from './account.ts'

beforeEach(reset)

const poll = async (url: string) => (await send(new URL(url).pathname)).body

const bulkAccount = () =>
  call('POST', '/sales_accounts/bulk_upsert', {
    sales_accounts: [{ name: 'Acme', data: { city: 'Turin' } }],
  })

describe('bulk upsert', () => {
  it('is accepted as a job that counts, and tells those that failed by what they are known by', async () => {
    const { body } = await upsert('ann@acme.example')
    const accepted = await call('POST', '/contacts/bulk_upsert', {
      contacts: [
        { emails: 'bob@acme.example', data: { first_name: 'Bob' } },
        { emails: 'cat@acme.example', data: { first_name: 'x'.repeat(300) } },
        { id: String(body.contact.id), data: { city: 'Turin' } },
      ],
    })
    expect(accepted.status).toBe(200)
    expect(accepted.body).toEqual({
      job_status_url: expect.stringMatching(/^https:.+\/crm\/sales\/api\/job_statuses\/\d+$/),
      message: expect.any(String),
    })
    const { data, ...job } = await poll(accepted.body.job_status_url)
    expect(job).toEqual({
      status: 'SUCCESS',
      job_type_name: 'bulk_upsert_contacts',
      created_at: expect.any(String),
      status_updated_at: expect.any(String),
      progress: 100,
    })
    expect(JSON.parse(data)).toEqual({
      record_status: { succeeded: 2, failed: 1 },
      detailed_failure_report: [
        {
          emails: 'cat@acme.example',
          error_message: ['The value for first_name is not in required length'],
        },
      ],
    })
  })

  it('takes as long as it is set to', async () => {
    await settings({ bulkSeconds: 30, now: '2026-05-01T10:00:00Z' })
    const { body } = await bulkAccount()
    const early = await poll(body.job_status_url)
    await settings({ now: '2026-05-01T10:00:30Z' })
    const late = await poll(body.job_status_url)
    expect([early.status, late.status]).toEqual(['IN_PROGRESS', 'SUCCESS'])
    expect(early.data).toBeNull()
  })

  it('is answered with 405 while as many jobs are running as the account takes', async () => {
    await settings({ bulkSeconds: 30, bulkJobs: 2, now: '2026-05-01T10:00:00Z' })
    const statuses = [await bulkAccount(), await bulkAccount(), await bulkAccount()]
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 405])
    await settings({ now: '2026-05-01T10:00:30Z' })
    expect((await bulkAccount()).status).toBe(200)
  })

  it('tells failures in the language of the account, and one without an identifier too', async () => {
    await settings({ language: 'de' })
    const { body } = await call('POST', '/contacts/bulk_upsert', {
      contacts: [{ emails: 'cat@', data: {} }, { data: {} }, { email: 'a@x.example', data: {} }],
    })
    expect(JSON.parse((await poll(body.job_status_url)).data).detailed_failure_report).toEqual([
      { emails: 'cat@', error_message: ['cat@ ist keine gültige E-Mail-Adresse'] },
      { error_message: ['Bitte geben Sie ein eindeutiges Feld an'] },
      { error_message: ['Bitte geben Sie ein eindeutiges Feld an'] },
    ])
  })

  it('takes a hundred records at most', async () => {
    const contacts = Array.from({ length: 101 }, (_, index) => ({
      emails: `p${index}@x.example`,
      data: {},
    }))
    expect((await call('POST', '/contacts/bulk_upsert', { contacts })).status).toBe(400)
    expect((await call('GET', '/job_statuses/7')).status).toBe(404)
  })
})
