import { describe, expect, it } from 'vitest'
import { drain, emails, pass, records, rows, send, sendFromPage, useCleanEdge } from '../harness.ts'
import { findOne, knock, operator } from './console.ts'

useCleanEdge()

const ANN = 'ann@acme.example'
const identify = (email: string, traits: object = {}) => ({
  type: 'identify',
  userId: `id-of-${email.length}`,
  traits: { email, ...traits },
})

const TABLES = ['inbox', 'provisional', 'subject', 'identity', 'delivery', 'dead_letter', 'state']

/** All that the outbox holds, as one text in small letters. */
async function everything(): Promise<string> {
  const all = await Promise.all(TABLES.map((table) => rows(`SELECT * FROM ${table}`)))
  return JSON.stringify(all).toLowerCase()
}

describe('an address that is never again to be kept', () => {
  it.each([
    ['as mail programs copy it', 'Ann Lee <ann@acme.example>'],
    ['as Japanese keyboards write it', 'ａｎｎ＠ａｃｍｅ．ｅｘａｍｐｌｅ'],
    ['in capitals, with what nobody sees in it', 'An\u00ADn@ac\u200Bme.example'],
  ])('keeps out a lead and looks the same to its sender: %s', async (_, spelt) => {
    const usual = await sendFromPage(identify('bob@acme.example'))
    await drain()
    await operator.addNeverAgain(ANN)
    const answer = await sendFromPage(identify(spelt, { firstName: 'Annabel' }))
    expect(answer.status).toBe(usual.status)
    expect(await answer.json()).toEqual(await usual.json())
    await pass(3_600_000)
    expect(await emails()).toEqual(['bob@acme.example'])
    expect(await everything()).not.toMatch(/ann@|annabel|an\u00ADn/)
    expect(await operator.neverAgain()).toEqual({
      addresses: { count: 1, isMore: false },
      events: 1,
      lastAt: expect.any(Number),
    })
  })

  it('is cut out of what somebody else says, who is kept', async () => {
    await operator.addNeverAgain(ANN)
    const page = { url: 'https://www.acme.example/', referrer: `https://x.example/?to=${ANN}` }
    await send(
      identify('bob@acme.example', { referredBy: `my friend,\n${ANN}`, city: 'Rome' }),
      { type: 'track', userId: 'u-2', event: 'Invite Sent', properties: { to: ANN, seats: 3 } },
      { type: 'page', userId: 'u-2', properties: page },
      { type: 'track', userId: 'u-2', event: `Wrote ${ANN}` },
      identify('joann@acme.example'),
      identify('ann@acme.example.org'),
    )
    await pass(3_600_000)
    const left = (await everything()).replaceAll('joann@', '').replaceAll(`${ANN}.org`, '')
    expect(left).not.toContain(ANN)
    expect(await emails()).toEqual(
      expect.arrayContaining(['bob@acme.example', 'joann@acme.example', `${ANN}.org`]),
    )
    expect((await records()).contacts.find(({ email }) => email.startsWith('bob'))).toMatchObject({
      city: 'Rome',
    })
  })

  it('cannot be told from any other by a page, nor added or looked up without the token', async () => {
    for (const [method, path, body] of [
      ['GET', 'never-again', undefined],
      ['POST', 'never-again/add', { email: ANN }],
      ['POST', 'never-again/remove', { email: ANN }],
    ] as const) {
      const init = { method, ...(body && { body: JSON.stringify(body) }) }
      expect((await knock(`/console/api/${path}`, init)).status).toBe(401)
      const headers = { authorization: 'Bearer demo-write-key' }
      expect((await knock(`/console/api/${path}`, { ...init, headers })).status).toBe(401)
    }
    expect((await operator.neverAgain()).addresses.count).toBe(0)
  })

  it('is nowhere in the file as it is written, and can be taken back by whoever knows it', async () => {
    expect(await operator.addNeverAgain(' Ann@Acme.example ')).toEqual({ added: true })
    expect(await operator.addNeverAgain(ANN)).toEqual({ added: false })
    expect(JSON.stringify(await rows('SELECT * FROM kept_out'))).not.toContain('ann')
    expect(await operator.removeNeverAgain('bob@acme.example')).toEqual({ removed: false })
    expect(await operator.removeNeverAgain('ANN@acme.example')).toEqual({ removed: true })
    await send(identify(ANN))
    await drain()
    expect(await emails()).toEqual([ANN])
  })

  it('must be one', async () => {
    await expect(operator.addNeverAgain('ann at acme')).rejects.toThrow(
      /email: must be an e-mail address, such as ann@acme.com/,
    )
  })

  it('stays on the list although its person is forgotten once more', async () => {
    await send(identify(ANN))
    await drain()
    expect(await operator.addNeverAgain(ANN)).toEqual({ added: true, known: expect.any(Number) })
    await operator.forget((await findOne(ANN)).id)
    await pass(8 * 86_400_000)
    await send(identify(ANN))
    await pass(60_000)
    expect(await operator.find(ANN)).toEqual([])
  })
})

describe('a person who is deleted, and never again kept', () => {
  it('is kept out by each of their addresses, long after', async () => {
    await send({ ...identify(ANN), userId: 'u-ann' })
    await send({ type: 'identify', userId: 'u-ann', traits: { email: 'lee@acme.example' } })
    await drain()
    const { id } = await findOne('u-ann')
    const { keys } = (await operator.person(id)) ?? { keys: [] }
    const addresses = keys.filter((key) => key.startsWith('e:'))
    const report = await operator.forget(id, true, true)
    expect(report).toMatchObject({ forgotten: true, never: addresses.length })
    await pass(30 * 86_400_000)
    for (const key of addresses) await send(identify(key.slice(2)))
    await pass(60_000)
    expect(await emails()).toEqual([])
    expect((await operator.neverAgain()).events).toBe(addresses.length)
  })
})
