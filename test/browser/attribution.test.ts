import { describe, expect, it } from 'vitest'
import { arrivalOf } from '../../src/browser/attribution.ts'

const arrive = (href: string, referrer = '') =>
  arrivalOf({ href, referrer, title: '', time: 0 }, 'https://acme.example/', 'acme.example')

describe('an arrival', () => {
  it('carries the campaign without the prefix, and click ids by their names', () => {
    const { _touch, _campaign, _isDirect } = arrive(
      'https://acme.example/?utm_source=google&utm_medium=cpc&utm_campaign=spring&utm_term=crm&utm_content=a&gclid=1&fbclid=2&msclkid=3&li_fat_id=4&q=x',
    )
    expect(_campaign).toEqual({
      source: 'google',
      medium: 'cpc',
      name: 'spring',
      term: 'crm',
      content: 'a',
    })
    expect(_touch).toMatchObject({
      ..._campaign,
      click: { gclid: '1', fbclid: '2', msclkid: '3', li_fat_id: '4' },
    })
    expect(_touch.at).toBe('1970-01-01T00:00:00.000Z')
    expect(_isDirect).toBe(false)
  })

  it.each([
    ['from nowhere', '', true],
    ['from the site itself', 'https://acme.example/pricing', true],
    ['from a subdomain', 'https://shop.acme.example/', true],
    ['from elsewhere', 'https://www.google.co.uk/', false],
    ['from a domain that only ends alike', 'https://notacme.example/', false],
  ])('%s counts as direct or not', (_, referrer, isDirect) => {
    const arrival = arrive('https://acme.example/', referrer)
    expect(arrival._isDirect).toBe(isDirect)
    expect(arrival._touch.referrer).toBe(isDirect ? '' : referrer)
  })
})
