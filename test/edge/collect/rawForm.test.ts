import { describe, expect, it } from 'vitest'
import { readRawForm } from '../../../src/edge/collect/rawForm.ts'
import type { Draft } from '../../../src/edge/collect/validate.ts'
import { openGate } from './gate.ts'

const field = (name: string, value: string, more: object = {}) => ({
  type: 'text',
  name,
  autocomplete: '',
  label: '',
  value,
  checked: false,
  ...more,
})

const identify = (raw: unknown): Draft =>
  ({
    type: 'identify',
    messageId: 'm1',
    anonymousId: 'a1',
    context: { form: { raw, provisional: true } },
  }) as unknown as Draft

describe('a form that the page could but take down', () => {
  it('is read by the tables of the browser, and nothing else of it is kept', () => {
    const read = readRawForm(
      identify([
        field('email', 'ann@acme.example', { type: 'email' }),
        field('q', 'x', { label: 'Vorname' }),
        field('company', '11-50', { label: 'Company size' }),
        field('note', '4242 4242 4242 4242', { type: 'textarea', label: 'Message' }),
        field('q17', 'left alone'),
      ]),
    )
    expect(read).toMatchObject({
      ok: true,
      value: { draft: { traits: { email: 'ann@acme.example', firstName: 'x' } }, isTyped: true },
    })
    expect(JSON.stringify(read)).not.toMatch(/4242|left alone|raw|11-50/)
    expect(JSON.stringify(read)).toContain('"provisional":true')
  })

  it.each([
    ['a search', [field('q', 'gears')]],
    ['a log-in', [field('email', 'ann@acme.example'), field('p', '', { type: 'password' })]],
    ['nothing', []],
    ['no fields at all', [7, null, 'x', { value: { a: 1 } }]],
  ])('is no sign-up when it is %s', (_, raw) => {
    expect(readRawForm(identify(raw)).ok).toBe(false)
  })

  it.each([33, 90])('may have %i fields, the page lists what it knows of each', async (count) => {
    const gate = openGate()
    const raw = Array.from({ length: count - 1 }, (_, at) => ['text', `q${at}`, '', '', 'x', false])
    raw.push(['text', 'q', 'email', null as never, 'ann@acme.example', false])
    const context = { form: { raw, provisional: true }, page: { title: 'Home' } }
    const event = { anonymousId: 'a1', traits: {}, context, writeKey: 'wk_site' }
    expect((await gate.post('/v1/identify', event)).body).toMatchObject({ accepted: 1 })
    expect(gate.stored()[0]?.traits).toMatchObject({ email: 'ann@acme.example' })
  })

  it('leaves other events alone', () => {
    const draft = { type: 'track', event: 'Bought', anonymousId: 'a' } as unknown as Draft
    expect(readRawForm(draft)).toEqual({ ok: true, value: { draft, isTyped: false } })
  })
})
