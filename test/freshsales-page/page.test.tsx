import { readdirSync, readFileSync } from 'node:fs'
import { render as draw } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import { Page } from '../../demo/freshsales/page/app/Page.tsx'
import type { Account } from '../../demo/freshsales/page/app/types.ts'
import { account, apiCall, contact } from './account.ts'

beforeEach(() => openPage())

/** A page of its own for each test. */
function openPage(hash = '#/contacts'): void {
  draw(null, document.body)
  location.hash = hash
}

const render = (of: Account) => act(() => draw(<Page account={of} state="live" />, document.body))

function searchFor(text: string): Promise<void> {
  const search = document.querySelector('input[type=search]') as HTMLInputElement
  return act(() => {
    search.value = text
    search.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

const text = (selector: string) => document.querySelector(selector)?.textContent ?? ''

describe('the list', () => {
  it('shows who, where, at which stage and from what campaign', async () => {
    const ann = contact({
      source: 'Web Form',
      campaign: 'spring',
      sales_accounts: [{ id: 9, name: 'Acme', is_primary: true }],
    })
    await render(account({ contacts: [ann, contact({ id: 8, is_deleted: true })] }))
    expect(document.querySelectorAll('#list .row')).toHaveLength(1)
    for (const part of ['Ann Lee', 'ann@acme.example', 'Acme', 'Lead', 'Web Form · spring'])
      expect(text('#list')).toContain(part)
  })

  it('is narrowed by the search', async () => {
    await render(account({ contacts: [contact(), contact({ id: 8, display_name: 'Bob' })] }))
    await searchFor('BOB')
    expect(text('#list .who b')).toBe('Bob')
    await searchFor('nobody')
    expect(text('#list')).toContain('Nothing here has that in it.')
  })

  it('keeps the elements of rows, also of one that changed', async () => {
    const [ann, bob] = [contact(), contact({ id: 8, display_name: 'Bob' })]
    await render(account({ contacts: [ann, bob] }))
    const [bobBefore, annBefore] = document.querySelectorAll('#list li')
    await render(
      account({ contacts: [ann, { ...bob, display_name: 'Robert' }, contact({ id: 9 })] }),
    )
    const after = [...document.querySelectorAll('#list li')]
    expect(after).toHaveLength(3)
    expect(after[2]).toBe(annBefore)
    expect(after[1]).toBe(bobBefore)
    expect(after[1]?.textContent).toContain('Robert')
  })

  it('keeps the focus on a row that changed', async () => {
    await render(account({ contacts: [contact()] }))
    document.querySelector<HTMLElement>('#list a')?.focus()
    await render(account({ contacts: [contact({ display_name: 'Ann Smith' })] }))
    expect(document.activeElement?.textContent).toContain('Ann Smith')
  })
})

describe('everything from the CRM', () => {
  const evil = '<img src=x onerror=alert(1)>'

  it('is shown as text, never read as HTML', async () => {
    const note = { id: 1, type: 'note' as const, at: '2026-05-01T10:00:00Z', description: evil }
    const event = {
      ...note,
      id: 2,
      type: 'event' as const,
      event: evil,
      properties: { [evil]: evil },
    }
    const page = { ...note, id: 3, type: 'page_view' as const, url: `javascript:${evil}` }
    const person = contact({
      display_name: evil,
      email: evil,
      stage: evil,
      tags: [evil],
      job_title: evil,
      custom_field: { [`cf_${evil}`]: evil },
      sales_accounts: [{ id: 9, name: evil, is_primary: true }],
      timeline: [note, event, page],
    })
    openPage('#/contacts/7')
    await render(account({ contacts: [person] }))
    expect(text('.head')).toContain(evil)
    expect(text('.about')).toContain(evil)
    expect(text('.timeline')).toContain(evil)
    expect(
      document.querySelectorAll('#list img, .detail img, [onerror], .detail a[href^=javascript]'),
    ).toHaveLength(0)
  })

  it('is text in the log of calls as well', async () => {
    openPage('#/calls')
    await render(
      account({
        calls: [
          apiCall({
            path: `/x${evil}`,
            resource: `/x${evil}`,
            body: { a: evil },
            answer: evil,
            fault: evil,
          }),
        ],
      }),
    )
    const details = document.querySelector('details')
    await act(() => void details?.dispatchEvent(new Event('toggle')))
    expect(text('#list pre')).toContain(evil)
    expect(document.querySelectorAll('#list img')).toHaveLength(0)
  })

  it('finds no way around the builder of elements', async () => {
    const scripts = readdirSync('demo/freshsales/page/app')
    expect(scripts.length).toBeGreaterThan(5)
    for (const script of scripts)
      expect(readFileSync(`demo/freshsales/page/app/${script}`, 'utf8')).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/i,
      )
  })
})

describe('an opened contact', () => {
  it('shows fields, custom fields by label, links, tags and the timeline, newest day first', async () => {
    const deal = contact({
      id: 5,
      display_name: undefined,
      name: 'Pro plan',
      amount: '9600.0',
      contacts: [7],
    })
    const person = contact({
      tags: ['Newsletter'],
      city: 'Turin',
      custom_field: { cf_interests: 'Support;Analytics', cf_newsletter: true, cf_plan: null },
      sales_accounts: [{ id: 9, name: 'Acme', is_primary: true }],
      timeline: [
        {
          id: 2,
          type: 'sales_activity',
          at: '2026-05-02T10:00:00Z',
          title: 'Demo',
          activity_type: 'Website',
        },
        { id: 1, type: 'note', at: '2026-05-01T10:00:00Z', description: 'Looked at pricing' },
      ],
    })
    openPage('#/contacts/7')
    await render(
      account({
        contacts: [person],
        deals: [deal],
        labels: { cf_interests: 'Interests', cf_newsletter: 'News' },
      }),
    )
    for (const part of [
      '1 account, 1 deal',
      'Acme',
      'Pro plan',
      '€9,600',
      'InterestsSupport, Analytics',
      'NewsYes',
      'CityTurin',
    ])
      expect(text('.about')).toContain(part)
    expect(text('.about')).not.toContain('Plan')
    expect(text('.head')).toContain('Newsletter')
    expect(text('.timeline')).toMatch(/May 2.*Website.*Demo.*May 1.*Note.*Looked at pricing/)
  })

  it('closes when the record is gone', async () => {
    openPage('#/contacts/7')
    await render(account({ contacts: [contact()] }))
    expect(document.querySelector('.detail')).not.toBeNull()
    await render(account())
    expect(document.querySelector('.detail')).toBeNull()
  })
})

describe('calls and quota', () => {
  it('list calls newest first and open to their bodies', async () => {
    openPage('#/calls')
    await render(
      account({
        calls: [apiCall(), apiCall({ id: 2, status: 503, fault: 'outage' })],
        callCount: 2,
      }),
    )
    const [newest] = document.querySelectorAll('details')
    expect(newest?.textContent).toMatch(/503POST.*outage.*ann@acme\.example/)
    await act(() => void newest?.dispatchEvent(new Event('toggle')))
    expect(newest?.textContent).toContain('"emails": "ann@acme.example"')
  })

  it('keep an opened call open when others arrive', async () => {
    openPage('#/calls')
    await render(account({ calls: [apiCall()] }))
    const opened = document.querySelector('details')
    opened?.setAttribute('open', '')
    await render(account({ calls: [apiCall(), apiCall({ id: 2 })] }))
    expect([...document.querySelectorAll('details')][1]).toBe(opened)
  })

  it('tell how much of the hour is spent', async () => {
    await render(account({ quota: { limit: 1000, used: 1000, refused: 12, resetsAt: Date.now() } }))
    expect(text('.quota')).toMatch(/1,000 of 1,000 calls · resets at \d\d:\d\d · 12 refused/)
    expect(document.querySelector('progress')?.classList.contains('is-full')).toBe(true)
  })
})
