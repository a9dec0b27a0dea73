import { describe, expect, test } from 'vitest'
import { addEmail } from '../../src/freshsales/api/addEmail.ts'
import { findContactByAddress, findLeadOrContact } from '../../src/freshsales/api/findContact.ts'
import * as request from '../../src/freshsales/api/request.ts'

describe('a request', () => {
  test('upserts a contact by its address', () => {
    expect(
      request.upsertContact({
        email: 'a@b.co',
        contact: { lifecycle_stage_id: 1 },
        include: 'sales_accounts',
      }),
    ).toEqual({
      method: 'POST',
      path: '/contacts/upsert?include=sales_accounts',
      body: { contact: { lifecycle_stage_id: 1 }, unique_identifier: { emails: 'a@b.co' } },
    })
    expect(request.upsertContact({ email: 'a@b.co', contact: {} }).body).toEqual({
      contact: { emails: 'a@b.co' },
      unique_identifier: { emails: 'a@b.co' },
    })
  })

  test('upserts an account by its name', () => {
    expect(request.upsertAccount({ name: 'Acme', account: { city: 'Pune' } })).toEqual({
      method: 'POST',
      path: '/sales_accounts/upsert',
      body: { unique_identifier: { name: 'Acme' }, sales_account: { name: 'Acme', city: 'Pune' } },
    })
  })

  test('makes no deal without an amount', () => {
    expect(request.createDeal({ name: 'D', amount: null }).body).toEqual({
      deal: { amount: 0, name: 'D' },
    })
    expect(request.createDeal({ name: 'D' }).body).toEqual({ deal: { amount: 0, name: 'D' } })
    expect(request.createDeal({ name: 'D', amount: 5 }).body).toEqual({
      deal: { amount: 5, name: 'D' },
    })
    expect(request.updateDeal(8, { amount: 6 })).toEqual({
      method: 'PUT',
      path: '/deals/8',
      body: { deal: { amount: 6 } },
    })
  })

  test('puts activities and notes on their record', () => {
    const target = { type: 'Contact', id: 7 } as const
    expect(request.createActivity({ activity: { title: 'T' }, target })).toEqual({
      method: 'POST',
      path: '/sales_activities',
      body: { sales_activity: { title: 'T', targetable_type: 'Contact', targetable_id: 7 } },
    })
    expect(request.createNote({ description: 'x', target })).toEqual({
      method: 'POST',
      path: '/notes',
      body: { note: { description: 'x', targetable_type: 'Contact', targetable_id: 7 } },
    })
    expect(request.updateActivity(1, { title: 'U' })).toEqual({
      method: 'PUT',
      path: '/sales_activities/1',
      body: { sales_activity: { title: 'U' } },
    })
    expect(request.updateNote(1, 'y')).toEqual({
      method: 'PUT',
      path: '/notes/1',
      body: { note: { description: 'y' } },
    })
  })

  test('finds what is there', () => {
    expect(
      [
        request.getContact(7),
        request.getContact(7, ['owner', 'sales_accounts']),
        request.findNotes(7),
        request.findActivities(7),
      ].map(({ method, path }) => `${method} ${path}`),
    ).toEqual([
      'GET /contacts/7',
      'GET /contacts/7?include=owner,sales_accounts',
      'GET /contacts/7/notes',
      'GET /contacts/7/activities?limit=100',
    ])
    expect(findLeadOrContact('a+b@c.de').path).toBe(
      '/lookup?q=a%2Bb%40c.de&f=email&entities=lead,contact',
    )
    expect(findContactByAddress('a@b.co')).toMatchObject({
      path: '/filtered_search/contact?include=sales_accounts',
      body: { filter_rule: [{ attribute: 'contact_email.email', value: 'a@b.co' }] },
    })
  })

  test('changes contacts and leads by id, and many contacts at once', () => {
    expect(request.updateContact(7, { city: 'Pune' })).toEqual({
      method: 'PUT',
      path: '/contacts/7',
      body: { contact: { city: 'Pune' } },
    })
    expect(request.createLead({ email: 'a@b.co' })).toEqual({
      method: 'POST',
      path: '/leads',
      body: { lead: { email: 'a@b.co' } },
    })
    expect(request.updateLead(4, { city: 'Pune' })).toEqual({
      method: 'PUT',
      path: '/leads/4',
      body: { lead: { city: 'Pune' } },
    })
  })

  test('tracks visitors and page views by their own vocabulary', () => {
    expect(request.trackVisitor('u', { 'First name': 'Ann' })).toEqual({
      method: 'POST',
      base: 'track',
      path: '/track/visitors',
      body: { identifier: 'u', visitor: { 'First name': 'Ann' } },
    })
    expect(request.trackPageView('u', { url: 'https://a.example/' })).toEqual({
      method: 'POST',
      base: 'track',
      path: '/track/page_views',
      body: { identifier: 'u', page_view: { url: 'https://a.example/' } },
    })
  })
})

describe('records that are known', () => {
  test('are changed by their id', () => {
    expect([
      request.updateContact(7, { city: 'Pune' }),
      request.updateAccount(8, { city: 'Pune' }),
      request.updateDeal(9, { amount: 1 }),
    ]).toEqual([
      { method: 'PUT', path: '/contacts/7', body: { contact: { city: 'Pune' } } },
      { method: 'PUT', path: '/sales_accounts/8', body: { sales_account: { city: 'Pune' } } },
      { method: 'PUT', path: '/deals/9', body: { deal: { amount: 1 } } },
    ])
  })

  test('keep their addresses when one is added', () => {
    const known = [
      { id: 1, value: 'work@acme.example', is_primary: true },
      { id: 2, value: 'Home@mail.example', is_primary: false },
    ]
    expect(addEmail(7, 'new@acme.example', known).body).toEqual({
      contact: { emails: [...known, { value: 'new@acme.example', is_primary: false }] },
    })
    expect(addEmail(7, 'home@mail.example', known, { asPrimary: true }).body).toEqual({
      contact: {
        emails: [
          { id: 1, value: 'work@acme.example', is_primary: false },
          { id: 2, value: 'home@mail.example', is_primary: true },
        ],
      },
    })
    expect(addEmail(7, 'a@b.co', []).body).toEqual({
      contact: { emails: [{ value: 'a@b.co', is_primary: true }] },
    })
  })

  test('are leads on a classic account, by their address', () => {
    expect(request.upsertLead({ email: 'a@b.co', lead: { city: 'Pune' } })).toEqual({
      method: 'POST',
      path: '/leads/upsert',
      body: { unique_identifier: { emails: 'a@b.co' }, lead: { email: 'a@b.co', city: 'Pune' } },
    })
  })
})
