/** Checked by the compiler alone: each line marked as an error has to be one. */
import { type Analytics, createAnalytics, type Outcome } from '../../src/browser/index.ts'

type Plan = {
  events: {
    'Order Completed': { total: number; currency?: string }
    'Logged Out': undefined
  }
  traits: { email: string; cfPlan?: 'free' | 'pro' }
  groupTraits: { name: string }
}

export async function typedPlan(analytics: Analytics<Plan>): Promise<Outcome> {
  analytics.track('Order Completed', { total: 3 })
  analytics.track('Order Completed', { total: 3, currency: 'EUR' }, {}, (outcome) => outcome.status)
  analytics.track('Logged Out')
  analytics.identify('u1', { email: 'a@b.example', cfPlan: 'pro' })
  analytics.identify({ email: 'a@b.example' })
  analytics.identify('u1')
  analytics.group('g1', { name: 'Acme' })

  // @ts-expect-error: the plan has no such event
  analytics.track('Order Completd', { total: 3 })
  // @ts-expect-error: a property is missing
  analytics.track('Order Completed')
  // @ts-expect-error: a property has the wrong type
  analytics.track('Order Completed', { total: '3' })
  // @ts-expect-error: this event has no properties
  analytics.track('Logged Out', { total: 3 })
  // @ts-expect-error: not one of the choices
  analytics.identify({ email: 'a@b.example', cfPlan: 'gold' })
  // @ts-expect-error: a trait is missing
  analytics.identify('u1', { cfPlan: 'free' })
  // @ts-expect-error: the group has another shape
  analytics.group('g1', { title: 'Acme' })

  return analytics.track('Logged Out')
}

export function untyped(): void {
  const analytics = createAnalytics({ writeKey: 'key', endpoint: 'https://edge.example' })
  analytics.track('Anything', { at: new Date(), nested: { list: [1, 'two', null] } })
  analytics.page('Docs', 'Install', { version: 1 }, { timestamp: new Date() })
  analytics.on('delivered', (outcome) => outcome.status)
  analytics.on('track', (event) => event.event.toUpperCase())
  analytics.on('dropped', ({ reason, event }) => `${reason} ${event?.type}`)
  // @ts-expect-error: what was delivered has no reason
  analytics.on('delivered', ({ reason }) => reason)
  analytics.use((event) => (event.type === 'page' ? null : event))

  // @ts-expect-error: an event needs a name
  analytics.track()
  // @ts-expect-error: no such happening
  analytics.on('arrived', () => {})
  // @ts-expect-error: where is the edge?
  createAnalytics({ writeKey: 'key' })
}

interface User {
  email: string
  company: { name: string }
}

export function interfaces(user: User): void {
  const analytics = createAnalytics({
    writeKey: 'key',
    endpoint: 'https://edge.example',
    anonymous: 'batch',
  })
  analytics.identify('u1', user)
  analytics.identify(user)
  analytics.group('g1', user.company)
  analytics.track('Bought', user)
  analytics.page('Docs', user)
  analytics.use((event) => {
    if (event.type === 'page' && event.context?.page?.path?.startsWith('/admin')) return null
    if ('properties' in event) delete event.properties?.['token']
    return event
  })

  // @ts-expect-error: no such way
  createAnalytics({ writeKey: 'key', endpoint: 'https://edge.example', anonymous: 'never' })
}

export function outcomes(outcome: Outcome): string {
  switch (outcome.status) {
    case 'delivered':
      return outcome.event.messageId
    case 'queued':
    case 'dropped':
      return outcome.reason
  }
}

export function otherCalls(analytics: Analytics): void {
  const undos: (() => void)[] = [
    analytics.use((event) => (event.type === 'page' ? null : event)),
    analytics.on('dropped', (outcome) => outcome.status),
    analytics.captureForm('#signup', { event: 'Signed Up', fields: { q17: 'cfPlan' } }),
    analytics.trackLink('a.buy', (link) => link.id, { place: 'header' }),
    analytics.trackLink([document.body], 'Clicked', (link) => ({ text: link.textContent })),
  ]
  for (const undo of undos) undo()
  analytics.alias('new')
  analytics.alias('new', 'old', { integrations: { Freshsales: false } })
  analytics.consent(true)
  analytics.consent({ analytics: true })

  // @ts-expect-error: no such purpose
  analytics.consent({ advertising: true })
  // @ts-expect-error: an alias is of an id
  analytics.alias()
  // @ts-expect-error: a timestamp is a Date or a text
  analytics.track('Bought', {}, { timestamp: 7 })
  // @ts-expect-error: no such option
  analytics.captureForm('#signup', { name: 'Signed Up' })
  // @ts-expect-error: a middleware answers with an event
  analytics.use(() => 'Bought')
  // @ts-expect-error: it is on or required
  createAnalytics({ writeKey: 'key', endpoint: 'https://edge.example', consent: 'optional' })
}
