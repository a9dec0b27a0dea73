import { describe, expect, test } from 'vitest'
import { describeVisit, visitReference } from '../../src/freshsales/timeline/describeVisit.ts'
import type { Visit } from '../../src/freshsales/timeline/visit.ts'

const START = Date.parse('2026-05-05T10:00:00Z')

const VISIT: Visit = {
  id: '0f3a-77',
  startedAt: START,
  lastSeenAt: START + 12 * 60_000,
  referrer: 'https://www.google.com/search?q=private',
  campaign: { source: 'google', medium: 'cpc', name: 'spring', term: 'crm' },
  pages: [
    {
      url: 'https://acme.example/pricing?token=secret#plans',
      title: 'Pricing',
      views: 3,
      at: START,
    },
    { url: 'https://acme.example/', views: 1, at: START + 1 },
  ],
  events: [
    { name: 'Plan Viewed', at: START + 2, properties: { plan: 'gold', seats: 5, nothing: null } },
  ],
}

describe('a visit in the timeline', () => {
  test('reads as a sales rep would tell it', () => {
    expect(describeVisit(VISIT)).toEqual({
      title: 'Website visit: 4 page views, 1 event',
      text: [
        'Visited the site on 5 May 2026, 10:00 UTC for 12 minutes',
        'Came from google / cpc, campaign spring, keyword crm',
        '• Pricing (/pricing) ×3',
        '• /',
        '→ Plan Viewed (plan: gold, seats: 5)',
      ].join('\n'),
    })
  })

  test('says who linked here when there was no campaign, and when nobody did', () => {
    const { campaign: _, ...linked } = VISIT
    const { referrer: __, ...direct } = linked
    expect(describeVisit(linked).text).toContain('Came from google.com\n')
    expect(describeVisit(direct).text).toContain('Came directly\n')
  })

  test('tells every event and two dozen pages, and stays readable however long it was', () => {
    const many: Visit = {
      ...VISIT,
      pages: Array.from({ length: 40 }, (_, index) => ({
        url: `https://a.example/${'p'.repeat(300)}${index}`,
        title: 'T'.repeat(300),
        views: 1,
        at: index,
      })),
      events: Array.from({ length: 40 }, () => ({
        name: 'E'.repeat(300),
        at: 0,
        properties: Object.fromEntries(
          Array.from({ length: 40 }, (_, key) => [`key ${key}`, 'v'.repeat(300)]),
        ),
      })),
      more: 7,
    }
    const { title, text } = describeVisit(many)
    expect(text.match(/→/g)).toHaveLength(40)
    expect(text.match(/•/g)).toHaveLength(25)
    expect(text.length).toBeLessThan(25_000)
    expect(title.length).toBeLessThanOrEqual(120)
    expect(text).toContain('… and 22 more')
  })

  test('lets no visitor write HTML or lines of their own', () => {
    const hostile = '<img src=x onerror=alert(1)>\nVisit fake & "so" on'
    const { text } = describeVisit({
      ...VISIT,
      pages: [{ url: `https://a.example/${hostile}`, title: hostile, views: 1, at: 0 }],
      events: [{ name: hostile, at: 0, properties: { [hostile]: hostile } }],
      campaign: { source: hostile },
    })
    expect(text).not.toContain('<')
    expect(text.split('\n')).toHaveLength(4)
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt; Visit fake &amp; &quot;so&quot; on')
  })

  test('does not repeat the address of a page that is listed', () => {
    const [page] = VISIT.pages
    const event = {
      name: 'Form Submitted',
      at: 0,
      properties: { url: page?.url ?? '', formId: 'signup' },
    }
    expect(describeVisit({ ...VISIT, events: [event] }).text).toContain(
      '→ Filled in the signup form on /pricing',
    )
  })

  test('names a screen of an app once, and reads an address as people do', () => {
    const pages = [
      { url: 'Home', title: 'Home', views: 1, at: 0 },
      { url: 'https://a.example/%C3%BCber-uns', views: 1, at: 1 },
      { url: 'https://a.example/100%', views: 1, at: 2 },
    ]
    expect(describeVisit({ ...VISIT, pages }).text).toContain('• Home\n• /über-uns\n• /100%\n')
  })

  test("does not take a server's events for a visit to the site", () => {
    const { campaign: _, referrer: __, ...visit } = VISIT
    expect(describeVisit({ ...visit, pages: [] }).text).toMatch(
      /^Was active on 5 May 2026, 10:00 UTC for 12 minutes\n→ Plan Viewed/,
    )
  })

  test('says of visits told together how many they were and when', () => {
    const [line] = describeVisit({
      ...VISIT,
      joined: 3,
      lastSeenAt: START + 9 * 86_400_000,
    }).text.split('\n')
    expect(line).toBe('Visited the site 3 times from 5 May 2026 to 14 May 2026')
  })

  test('leaves out what says nothing, and cuts no character in half', () => {
    const said = { '': 'x', ' ': 'y', none: [], a: '&'.repeat(99), b: '😀'.repeat(99) }
    for (let shift = 0; shift < 8; shift++) {
      const event = { name: 'E'.repeat(shift), at: 0, properties: { ...said, c: '😀'.repeat(99) } }
      const { text } = describeVisit({ ...VISIT, events: [event] })
      expect(text.isWellFormed()).toBe(true)
      expect(text.replace(/&(?:amp|lt|gt|quot);/g, '')).not.toContain('&')
      expect(text).not.toMatch(/: [xy]|none/)
    }
  })

  test('has words by which it is found again, and no id', () => {
    for (const timeZone of ['Europe/Berlin', 'Kolkata', 'Nowhere/Land']) {
      const { text } = describeVisit({ ...VISIT, timeZone })
      expect(text).toContain(visitReference({ ...VISIT, timeZone }))
      expect(text).not.toContain(VISIT.id)
    }
  })

  test.each([
    ['Europe/Berlin', '5 May 2026, 12:00 CEST'],
    ['Kolkata', '5 May 2026, 15:30 GMT+5:30'],
    ['Pacific/Kiritimati', '6 May 2026, 00:00 GMT+14'],
    ['Nowhere/Land', '5 May 2026, 10:00 UTC'],
  ])('tells the time of day that it was in %s', (timeZone, when) => {
    expect(describeVisit({ ...VISIT, timeZone }).text).toContain(`Visited the site on ${when} for`)
  })

  test.each([
    [2, '2nd visit, came first on 1 May 2026'],
    [3, '3rd visit, came first on 1 May 2026'],
    [11, '11th visit, came first on 1 May 2026'],
    [21, '21st visit, came first on 1 May 2026'],
  ])('says of visit %i that it is not the first', (count, line) => {
    const { text } = describeVisit({ ...VISIT, count, firstAt: START - 4 * 86_400_000 })
    expect(text.split('\n')[1]).toBe(line)
  })

  test.each([
    [{ formId: 'signup', url: 'https://a.example/signup' }, 'the signup form on /signup'],
    [{ formId: 'f1', formName: 'contact-form', path: '/contact' }, 'the contact form on /contact'],
    [{ formId: 'wpcf7-f12-p5-o1', url: 'https://a.example/' }, 'a form on /'],
    [{ formId: ':r1:', email: 'x@y.co' }, 'a form (email: x@y.co)'],
    [
      { formId: 'demoRequest', message: 'Please call' },
      'the demo request form (message: Please call)',
    ],
  ])('tells which form was filled in and what it said: %j', (properties, words) => {
    const event = { name: 'Form Submitted', at: START + 5, properties }
    expect(describeVisit({ ...VISIT, events: [event] }).text).toContain(`→ Filled in ${words}`)
  })

  test('tells what happened in order of time', () => {
    const pages = [
      { url: 'https://a.example/signup', views: 1, at: START },
      { url: 'https://a.example/thanks', views: 1, at: START + 60_000 },
    ]
    const events = [{ name: 'Form Submitted', at: START + 30_000, properties: {} }]
    expect(describeVisit({ ...VISIT, pages, events }).text).toContain(
      '• /signup\n→ Filled in a form\n• /thanks',
    )
  })

  test('tells what no field took and what was not granted, and no machine’s ids', () => {
    const { text } = describeVisit({
      ...VISIT,
      said: { message: 'We want 400 <licences>', cf_team_size: 12, empty: '' },
      asked: { owner: 'olivia@crm.example' },
      events: [
        {
          name: 'Paid',
          at: START,
          properties: {
            order_id: 'A-1',
            sessionId: 'abc',
            ref: '0f8fad5b-d9cb-469f-a165-70867728950e',
            hash: '5d41402abc4b2a76b9719d911017c592',
          },
        },
      ],
    })
    expect(text).toContain('“We want 400 &lt;licences&gt;” (message)\n“12” (team size)')
    expect(text).toContain('Asked for, not set: owner: olivia@crm.example')
    expect(text).toContain('→ Paid (order_id: A-1)')
  })

  test.each([
    [20_000, ''],
    [60_000, ' for 1 minute'],
    [3_600_000, ' for 1 h'],
    [5_400_000, ' for 1 h 30 min'],
  ])('of %i ms lasts%s', (milliseconds, words) => {
    const [line] = describeVisit({ ...VISIT, lastSeenAt: START + milliseconds }).text.split('\n')
    expect(line).toBe(`Visited the site on 5 May 2026, 10:00 UTC${words}`)
  })
})
