import { beforeEach, describe, expect, it } from 'vitest'
import type { Analytics, Event } from '../../src/browser/index.ts'
import { edge } from './edge.ts'
import { handIn, serveSite, site, useForms } from './formsPage.ts'
import { openPage, pretend, wait } from './page.ts'

const FORMS = `
  <form id="signup" name="join"><input name="email" value="ann@acme.example"><input name="q17" value="pro"></form>
  <form id="other"><input name="email" value="bob@acme.example"></form>`

const open = async (): Promise<Analytics> => {
  const analytics = await openPage()
  document.body.innerHTML = FORMS
  return analytics
}

const formOf = (id: string): HTMLFormElement => document.getElementById(id) as HTMLFormElement

const submit = (id: string): Promise<Event[]> => handIn(formOf(id))

beforeEach(serveSite)

describe('a captured form', () => {
  it('reports one identify with its traits and one track', async () => {
    const analytics = await open()
    analytics.captureForm('#signup')
    expect(await submit('signup')).toMatchObject([
      { type: 'identify', traits: { email: 'ann@acme.example' } },
      {
        type: 'track',
        event: 'Form Submitted',
        properties: { formId: 'signup', formName: 'join', url: 'https://www.acme.example/' },
      },
    ])
  })

  it('is the one of a selector, also when it is added later', async () => {
    const analytics = await open()
    analytics.captureForm('form.late')
    document.body.insertAdjacentHTML(
      'beforeend',
      '<form id="late" class="late"><input name="email" value="eve@acme.example"></form>',
    )
    expect(await submit('signup')).toEqual([])
    expect(await submit('late')).toHaveLength(2)
  })

  it('is the element that is given', async () => {
    const analytics = await open()
    analytics.captureForm(formOf('other'))
    expect(await submit('signup')).toEqual([])
    expect(await submit('other')).toHaveLength(2)
  })

  it('has the event, fields and traits of the options', async () => {
    const analytics = await open()
    analytics.captureForm('#signup', {
      event: 'Signed Up',
      fields: { q17: 'cfPlan' },
      traits: { leadSource: 'Webinar' },
    })
    expect(await submit('signup')).toMatchObject([
      { traits: { email: 'ann@acme.example', cfPlan: 'pro', leadSource: 'Webinar' } },
      { event: 'Signed Up' },
    ])
  })

  it('has the event of its attribute, unless the options name another', async () => {
    const analytics = await open()
    for (const form of document.forms) form.dataset['event'] = 'Joined'
    analytics.captureForm('#signup')
    analytics.captureForm('#other', { event: 'Signed Up' })
    expect(await submit('signup')).toMatchObject([{ type: 'identify' }, { event: 'Joined' }])
    expect(await submit('other')).toMatchObject([{ type: 'identify' }, { event: 'Signed Up' }])
  })

  it('tells by which id the site’s server knows what was handed in', async () => {
    const analytics = await open()
    analytics.captureForm('form')
    formOf('signup').insertAdjacentHTML('beforeend', '<input name="fse_form" value="7-x" hidden>')
    expect(await submit('signup')).toMatchObject([
      { traits: { email: 'ann@acme.example' }, context: { form: { id: '7-x' } } },
      { context: { form: { id: '7-x' } } },
    ])
    for (const { context } of await submit('other'))
      expect(context?.['form']).not.toHaveProperty('id')
  })

  it('is left alone after the undo, while others go on', async () => {
    const analytics = await open()
    const undo = analytics.captureForm('#signup')
    analytics.captureForm('#other')
    undo()
    expect(await submit('signup')).toEqual([])
    expect(await submit('other')).toHaveLength(2)
  })

  it('is not reported when nothing is sent', async () => {
    const analytics = await open()
    analytics.captureForm('form')
    await useForms()
    formOf('signup').dispatchEvent(new SubmitEvent('submit', { bubbles: true }))
    formOf('signup').remove()
    await wait(40_000)
    expect(edge.events).toEqual([])
  })

  it('is not reported when the server refuses it, and once when it then takes it', async () => {
    const analytics = await open()
    analytics.captureForm('form')
    site.status = 422
    expect(await submit('signup')).toEqual([])
    site.status = 200
    expect(await submit('signup')).toHaveLength(2)
  })

  it('is reported once, however often it is sent with the same content', async () => {
    const analytics = await open()
    analytics.captureForm('form')
    expect(await submit('signup')).toHaveLength(2)
    expect(await submit('signup')).toEqual([])
  })

  it('is any of the page, or of those a selector names, by the settings', async () => {
    await openPage({ forms: true })
    document.body.innerHTML = FORMS
    expect(await submit('signup')).toHaveLength(2)
    await openPage({ forms: '#other' })
    document.body.innerHTML = FORMS
    expect(await submit('signup')).toEqual([])
    expect(await submit('other')).toHaveLength(2)
  })

  it('is not kept from being reported by a selector that is none', async () => {
    const analytics = await open()
    analytics.captureForm('form[')
    analytics.captureForm('#signup')
    analytics.captureForm(']')
    expect(await submit('signup')).toHaveLength(2)
  })

  it('that tells nothing of a person is reported each time, if it has an event', async () => {
    pretend(HTMLFormElement.prototype, 'submit', () => {})
    const analytics = await open()
    formOf('other').innerHTML = '<button>Log out</button>'
    formOf('other').dataset['event'] = 'Logged Out'
    analytics.captureForm('form')
    await useForms()
    for (let times = 0; times < 2; times++) {
      formOf('other').submit()
      await wait(10)
      expect(edge.events.splice(0)).toMatchObject([{ type: 'track', event: 'Logged Out' }])
    }
  })

  it.each([
    ['a number', 7],
    ['a list', ['a', 'b']],
    ['nothing', undefined],
  ])('is reported also when the value of a field is %s', async (_, value) => {
    const analytics = await open()
    const field = formOf('signup').querySelector('[name=q17]') as Element
    Object.defineProperty(field, 'value', { value })
    analytics.captureForm('form')
    expect(await submit('signup')).toMatchObject([
      { traits: { email: 'ann@acme.example' } },
      { event: 'Form Submitted' },
    ])
  })

  it.each([
    [{ query: 'q' }, '?q=1'],
    [{}, ''],
  ])('is reported with the address of its page as %j allows: %s', async (settings, search) => {
    const url = 'https://www.acme.example/join?q=1&token=secret&fse_id=eve~1#form'
    await openPage({ url, forms: true, ...settings })
    document.body.innerHTML = FORMS
    expect((await submit('signup'))[1]).toMatchObject({
      properties: { url: `https://www.acme.example/join${search}` },
    })
  })
})
