import { beforeEach, describe, expect, it } from 'vitest'
import type { Options } from '../../src/browser/index.ts'
import { edge } from './edge.ts'
import { handIn, serveSite } from './formsPage.ts'
import { onDevice, openPage, pretend } from './page.ts'

beforeEach(serveSite)

const FORM = '<form><input name="email" value="ann@acme.example"></form>'

const submit = async (settings: Partial<Options>): Promise<string[]> => {
  const analytics = await openPage({ forms: true, ...settings })
  analytics.track('Looked Around')
  document.body.innerHTML = FORM
  const events = await handIn(document.forms[0] as HTMLFormElement)
  return events.map((event) => (event.type === 'track' ? event.event : event.type))
}

describe('a form that is handed in without consent', () => {
  it('waits for it', async () => {
    expect(await submit({ consent: 'required' })).toEqual([])
    expect(onDevice()).not.toContain('ann@')
  })

  it('counts where the site says that handing it in is consent, and nothing else does', async () => {
    expect(await submit({ consent: 'required', formsConsent: 'form' })).toEqual([
      'identify',
      'Form Submitted',
    ])
    for (const { body } of edge.posts)
      for (const { context } of body.batch)
        expect(context?.consent).toEqual({ analytics: true, marketing: true })
    expect(onDevice()).not.toContain('ann@')
  })

  it('counts so under Global Privacy Control, too', async () => {
    pretend(navigator, 'globalPrivacyControl', true)
    expect(await submit({})).toEqual([])
    expect(await submit({ formsConsent: 'form' })).toEqual(['identify', 'Form Submitted'])
  })
})
