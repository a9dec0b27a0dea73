import { describe, expect, it } from 'vitest'
import { carries, isAside } from '../../src/browser/capture/judge/carries.ts'

const VALUES = ['Ann.Lee@Acme.example', 'Ann Lée', '+49 30 1234567']
const JSON_BODY = JSON.stringify({ a: VALUES[0], b: { c: VALUES[1] }, d: VALUES[2] })
const PARAMETERS = `${new URLSearchParams({ a: VALUES[0] ?? '', b: VALUES[1] ?? '', c: VALUES[2] ?? '' })}`

describe('a request carries a form', () => {
  it.each([
    ['JSON', JSON_BODY],
    ['JSON in capital letters', JSON_BODY.toUpperCase()],
    ['JSON with escapes', JSON_BODY.replace('é', '\\u00e9')],
    ['JSON in JSON', JSON.stringify({ body: JSON_BODY })],
    ['parameters', PARAMETERS],
    ['parameters in a parameter', `data=${encodeURIComponent(PARAMETERS)}`],
    ['parameters encoded three times', encodeURIComponent(encodeURIComponent(PARAMETERS))],
    ['a broken escape beside them', `${PARAMETERS}&rate=100%&x=%E0%A4`],
    ['base64', btoa(PARAMETERS)],
    ['base64 of JSON', btoa(String.fromCharCode(...new TextEncoder().encode(JSON_BODY)))],
    ['accents apart from their letters', JSON_BODY.normalize('NFD')],
    [
      'fields that the page divides',
      JSON.stringify([VALUES[0], { b: 'Ann', c: 'Lée' }, VALUES[2]]),
    ],
    ['another order', [...VALUES].reverse().join('|')],
    ['a phone without blanks', 'ann.lee@acme.example;ANN LÉE;+49301234567'],
  ])('in %s', (_, text) => {
    expect(carries(text, VALUES)).toBe(3)
  })

  it('also if it has several lines', () => {
    const message = 'We need 400 gears.\nPlease call'
    expect(carries(JSON.stringify({ message }), [message])).toBe(1)
    expect(carries(JSON.stringify({ message: 'We need nothing' }), [message])).toBe(0)
  })

  it('by as many values as are in it', () => {
    expect(carries('/check?email=ann.lee%40acme.example', VALUES)).toBe(1)
    expect(carries('{"event":"click"}', VALUES)).toBe(0)
    expect(carries('', VALUES)).toBe(0)
  })

  it.each([
    '/api/check-email?e=a',
    'https://t.example/collect',
    '/v2/validate',
    '/log',
    '/events',
    '/users/is-unique',
    '/autosave',
  ])('or only asks or tells of one: %s', (address) => expect(isAside(address)).toBe(true))

  it.each([
    '/checkout',
    '/api/checkin',
    '/events/42/register',
    '/api/contact?event=1',
    '/blog/subscribe',
    '/track-demo-request',
    '/forms/events-signup',
  ])('and not less for its name: %s', (address) => expect(isAside(address)).toBe(false))
})
