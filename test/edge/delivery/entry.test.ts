import { describe, expect, it } from 'vitest'
import { calls, control, pass, person, send, sendFromPage, useCleanEdge } from '../harness.ts'

useCleanEdge()

const HOUR = 3_600_000

async function entries(): Promise<string[]> {
  const { notes } = await control<{ notes: { description: string }[] }>('/simulator/records')
  return notes.map(({ description }) => description)
}

const page = (path: string, title: string) => ({
  type: 'page',
  userId: 'u-1',
  properties: { url: `https://www.acme.example${path}`, title },
})

describe('what the account has no field for', () => {
  it.each([
    ['message', 'Do you ship to Norway? We are 40 people.'],
    ['comments', 'Please call before noon'],
    ['howDidYouHear', 'From a colleague who works at Globex'],
  ])('is read in the entry of the visit: %s', async (trait, value) => {
    await sendFromPage(page('/contact', 'Contact'), person(1, { [trait]: value }))
    await pass(HOUR)
    const [entry, ...others] = await entries()
    expect(others).toEqual([])
    expect(entry).toContain(
      `“${value}” (${trait === 'howDidYouHear' ? 'how did you hear' : trait})`,
    )
    expect(entry).toContain('• Contact (/contact)')
  })

  it.each(['A question, then.', 'x'.repeat(900)])(
    'makes an entry of words without a visit',
    async (message) => {
      await send(person(1, { message }))
      await pass(HOUR)
      expect(await entries()).toMatchObject([expect.stringContaining(message)])
    },
  )

  it.each(['acme.example', 'https://www.globex.example/en'])(
    'makes an entry of the website %s that a form asked for',
    async (website) => {
      await send(person(1, { website }))
      await pass(HOUR)
      expect(await entries()).toMatchObject([expect.stringContaining(website)])
    },
  )

  it.each([{ plan: 'gold' }, { logins: 17 }])(
    'makes no entry of %o without a visit',
    async (traits) => {
      await send(person(1, traits))
      await pass(HOUR)
      expect(await entries()).toEqual([])
    },
  )

  it('is told of a choice that there is none of as well', async () => {
    await send(page('/', 'Home'), person(1, { leadSource: 'Carrier pigeon' }))
    await pass(HOUR)
    expect((await entries()).join()).toContain('“Carrier pigeon” (lead source)')
  })

  it('is told once, however often it is said', async () => {
    const form = person(1, { message: 'Hello, is anybody there?' })
    await send(page('/contact', 'Contact'), form)
    await pass(2 * HOUR)
    const before = (await calls()).length
    await send(form)
    await pass(2 * HOUR)
    expect(await calls()).toHaveLength(before)
    expect((await entries()).join().match(/anybody there/g)).toHaveLength(1)
  })
})

describe("a visit's entry", () => {
  it.each<[unknown, string | undefined]>([
    [1, 'and 1 earlier page'],
    [37, 'and 37 earlier pages'],
    [1e9, 'and 9999 earlier pages'],
    [-3, undefined],
    [2.5, undefined],
    ['12', undefined],
    [{ toString: 'x' }, undefined],
  ])('tells of pages for which there was no room on the device: %j', async (earlierPages, line) => {
    await sendFromPage(
      { ...page('/', 'Home'), context: { earlierPages } },
      page('/contact', 'Contact'),
      person(1),
    )
    await pass(HOUR)
    const [entry = ''] = await entries()
    expect(entry).toContain('• Contact (/contact)')
    if (line) expect(entry.replaceAll('<br>', '\n')).toMatch(new RegExp(`${line}$`, 'm'))
    else expect(entry).not.toContain('earlier')
  })

  it('says how often the person came, counting what they did before they said who they are', async () => {
    const before = { ...page('/', 'Home'), userId: undefined, anonymousId: 'a-1' }
    await sendFromPage(before)
    await pass(26 * HOUR)
    await sendFromPage(
      { ...person(1), anonymousId: 'a-1' },
      { ...page('/', 'Home'), anonymousId: 'a-1' },
    )
    await pass(26 * HOUR)
    await sendFromPage(page('/pricing', 'Pricing'))
    await pass(HOUR)
    const all = await entries()
    expect(all[0]).not.toContain('visit,')
    expect(all[1]).toContain('2nd visit, came first on 12 Jan 2040')
    expect(all[2]).toContain('3rd visit, came first on 12 Jan 2040')
  })

  it.each([
    ['Asia/Kolkata', '12 Jan 2040, 14:20 GMT+5:30'],
    ['America/New_York', '12 Jan 2040, 03:50 GMT-5'],
  ])('tells the time of %s, the form and its page, in order, and no id', async (timezone, time) => {
    const at = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString()
    const form = {
      type: 'track',
      userId: 'u-1',
      event: 'Form Submitted',
      properties: { formId: 'contact-form', path: '/contact', messageId: '0b8f' },
    }
    await sendFromPage(
      { ...page('/thanks', 'Thanks'), timestamp: at(0) },
      { ...form, timestamp: at(-10) },
      {
        ...page('/contact', 'Contact'),
        timestamp: at(-600),
        messageId: 'b7e6d0c4-0c1c-4b7e-9d35-6a1c2b3d4e5f',
      },
      person(1, { timezone, message: 'Hello out there' }),
    )
    await pass(HOUR)
    const [entry = ''] = await entries()
    expect(entry.split('\n')).toEqual([
      `Visited the site on ${time} for 10 minutes`,
      'Came directly',
      '“Hello out there” (message)',
      '• Contact (/contact)',
      '→ Filled in the contact form on /contact',
      '• Thanks (/thanks)',
    ])
  })
})
