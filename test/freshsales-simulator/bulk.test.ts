import { beforeEach, describe, expect, it } from 'vitest'
import { call, reset, send, settings, upsert } from './account.ts'

beforeEach(reset)

const poll = async (url: string) => (await send(new URL(url).pathname)).body

describe('bulk upsert', () => {
  it('is accepted as a job that tells what became of each record', async () => {
    const { body } = await upsert('ann@acme.example')
    const { id } = body.contact
    const accepted = await call('POST', '/contacts/bulk_upsert', {
      contacts: [
        { emails: 'bob@acme.example', data: { first_name: 'Bob' } },
        { emails: 'cat@acme.example', data: { first_name: 'x'.repeat(300) } },
        { id: String(id), data: { city: 'Turin' } },
      ],
    })
    expect(accepted.status).toBe(202)
    expect(await poll(accepted.body.job_status_url)).toMatchObject({
      status: 'completed',
      total: 3,
      succeeded: 2,
      failed: 1,
      results: [
        { index: 0, status: 'created', id: expect.any(Number) },
        {
          index: 1,
          status: 'failed',
          errors: { code: 400, message: ['The value for first_name is not in required length'] },
        },
        { index: 2, status: 'updated', id },
      ],
    })
  })

  it('takes as long as it is set to', async () => {
    await settings({ bulkSeconds: 30, now: '2026-05-01T10:00:00Z' })
    const { body } = await call('POST', '/sales_accounts/bulk_upsert', {
      sales_accounts: [{ name: 'Acme', data: { city: 'Turin' } }],
    })
    const early = await poll(body.job_status_url)
    await settings({ now: '2026-05-01T10:00:30Z' })
    expect([early.status, (await poll(body.job_status_url)).status]).toEqual([
      'in_progress',
      'completed',
    ])
    expect(early).not.toHaveProperty('results')
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
