import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WIDGETS as SELECTOR } from '../../src/browser/capture/loadForms.ts'
import { WIDGETS } from '../../src/browser/capture/widgets/widgets.ts'
import type { Event as LibraryEvent, Options } from '../../src/browser/index.ts'
import { edge } from './edge.ts'
import { handIn, serveSite } from './formsPage.ts'
import { HOME, onDevice, openPage, pretend, wait } from './page.ts'
import { RECORDED, type RecordedWidget } from './widgets.ts'

const ALL = Object.entries(RECORDED)
const recorded = (name: string): RecordedWidget => RECORDED[name] as RecordedWidget

let shown: RecordedWidget | undefined

const { happyDOM } = window as unknown as { happyDOM: { settings: object } }
Object.assign(happyDOM.settings, { handleDisabledFileLoadingAsSuccess: true })

afterEach(() => {
  shown?.leave?.()
  shown = undefined
})

/** An element with its address and, if it is a frame, a window; nothing is loaded from other hosts here. */
const place = (html: string): Element => {
  const [, name = '', src = ''] = /<(\w+)[^>]* src="([^"]*)"/.exec(html) ?? []
  const element = document.createElement(name)
  const attribute = document.createAttribute('src')
  attribute.value = src
  pretend(element, 'src', src)
  if (name === 'iframe') pretend(element, 'contentWindow', {})
  document.body.append(element)
  element.attributes.setNamedItem(attribute)
  return element
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) {
    await vi.dynamicImportSettled()
    await wait(500)
  }
}

/** A page with that widget, whose files are there. */
const open = async (widget: RecordedWidget, visit: Parameters<typeof openPage>[0] = {}) => {
  vi.stubGlobal('requestIdleCallback', (act: () => void) => setTimeout(act))
  shown = widget
  widget.prepare?.()
  place(widget.html)
  const analytics = await openPage({ forms: true, ...visit })
  await settle()
  return analytics
}

const frameWindow = (): unknown => document.querySelector('iframe')?.contentWindow ?? window

const say = (data: unknown, origin: string, source: unknown = frameWindow()): void => {
  const event = new MessageEvent('message', { origin, data })
  pretend(event, 'source', source)
  dispatchEvent(event)
}

const takeEvents = async (): Promise<LibraryEvent[]> => {
  await settle()
  return edge.events.splice(0)
}

const act = ({ origin = '' }: RecordedWidget, doing: ReturnType<RecordedWidget['send']>) => {
  doing((data) => say(data, origin))
  return takeEvents()
}

const named = (events: LibraryEvent[]): string[] =>
  events.map((event) => (event.type === 'track' ? event.event : event.type))

/** What it says when it is sent, as data. */
const messagesOf = (widget: RecordedWidget): unknown[] => {
  const said: unknown[] = []
  if (widget.origin) widget.send(0)((data) => said.push(data))
  return said
}

describe.each(ALL)('%s', (_, widget) => {
  const who = widget.traits ? ['identify'] : []

  it('that is sent is one sign-up, with who it is as far as the page is told', async () => {
    await open(widget, { url: `${HOME}?utm_source=ads` })
    const events = await act(widget, widget.send(0))
    expect(named(events)).toEqual([...who, widget.event])
    if (widget.traits) expect(events[0]).toMatchObject({ traits: widget.traits })
    const last = events.at(-1)
    expect(last).toMatchObject({ properties: widget.properties })
    expect(last?.context?.['form']).toMatchObject({ seconds: expect.any(Number) })
    expect(last?.context).toMatchObject({
      campaign: { source: 'ads' },
      attribution: { first: { source: 'ads' } },
    })
  })

  it('that is refused or abandoned is nothing', async () => {
    await open(widget)
    expect(await act(widget, widget.abandon)).toEqual([])
  })

  it('that is sent twice is one person and two entries', async () => {
    await open(widget)
    const events = [...(await act(widget, widget.send(0))), ...(await act(widget, widget.send(1)))]
    expect(named(events)).toEqual([...who, widget.event, ...who, widget.event])
    expect(new Set(events.map(({ anonymousId }) => anonymousId)).size).toBe(1)
    expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(events.length)
    // The edge takes events with one `context.form.id` for one hand-in.
    for (const { context } of events) expect(context?.['form']).not.toHaveProperty('id')
  })

  it('is nothing from a foreign origin, or from another frame', async () => {
    await open(widget)
    const { origin = 'https://forms.hsforms.com' } = widget
    for (const data of [...messagesOf(widget), FORGED]) {
      say(data, 'https://evil.example')
      say(data, origin.replace('https:', 'http:'))
      say(data, `${origin}.evil.example`)
      say(data, 'null')
      say(data, origin, {})
      say(data, origin, null)
    }
    expect(await takeEvents()).toEqual([])
  })

  it('is found by the script, and is of a vendor in the registry', async () => {
    const element = place(widget.html)
    expect(element.matches(SELECTOR)).toBe(true)
    const host = new URL(`${element.getAttribute('src')}`).hostname
    expect(WIDGETS.filter(({ hosts }) => hosts.test(host))).toHaveLength(1)
  })
})

/** What HubSpot's forms say, which needs no frame; said by one that is not HubSpot's. */
const FORGED = {
  type: 'hsFormCallback',
  eventName: 'onFormSubmitted',
  id: 'x',
  data: { submissionValues: { email: 'eve@evil.example' } },
}

describe('a widget', () => {
  it('is one of nine', () => {
    expect(WIDGETS).toHaveLength(9)
    const told = ALL.map(([, { properties }]) => (properties as { widget: string }).widget)
    expect(new Set(told)).toEqual(new Set(WIDGETS.map(({ name }) => name)))
  })

  it('is in one of its shapes, or nothing: no forged message is taken', async () => {
    await open(recorded('Calendly'))
    const framed = ALL.filter(([, { origin }]) => origin)
    for (const [, { html }] of framed.slice(1)) place(html)
    const windows = [...document.querySelectorAll('iframe')].map(
      ({ contentWindow }) => contentWindow,
    )
    const genuine = framed.flatMap(([, widget]) => messagesOf(widget))
    const origins = framed.map(([, { origin }]) => `${origin}`)
    const foreign = fc.constantFrom(
      'https://evil.example',
      'null',
      '',
      ...origins.map((one) => `${one}.evil.example`),
    )
    const shapeless = fc.oneof(
      fc.anything(),
      fc.record({ event: fc.constant('calendly.event_scheduled'), payload: fc.anything() }),
      fc.record({ type: fc.constant('form-submit'), responseId: fc.object(), formId: fc.object() }),
      fc.record({
        originator: fc.constant('CAL'),
        type: fc.constant('bookingSuccessfulV2'),
        data: fc.anything(),
      }),
      fc.record({ meetingBookSucceeded: fc.constant(true), meetingsPayload: fc.anything() }),
      fc.record({ action: fc.constant('submission-completed'), formID: fc.object() }),
      fc.json(),
    )
    const forgery = fc.oneof(
      fc.tuple(fc.constantFrom(...genuine), foreign, fc.constantFrom(...windows, window)),
      fc.tuple(
        fc.constantFrom(...genuine),
        fc.constantFrom(...origins),
        fc.constantFrom({}, null, window),
      ),
      fc.tuple(shapeless, fc.constantFrom(...origins), fc.constantFrom(...windows)),
    )
    const failed = vi.fn()
    addEventListener('error', failed)
    for (const [data, origin, source] of fc.sample(forgery, { numRuns: 1_000, seed: 18 }))
      say(data, origin, source)
    expect(named(await takeEvents())).toEqual([])
    expect(failed).not.toHaveBeenCalled()
    // And one that is genuine, by the same listeners.
    expect(named(await act(recorded('Calendly'), recorded('Calendly').send(0)))).toEqual([
      'Meeting Booked',
    ])
  })

  it('of one vendor does not speak for the frame of another', async () => {
    await open(recorded('Calendly'))
    for (const data of messagesOf(recorded('Tally'))) say(data, 'https://tally.so')
    expect(await takeEvents()).toEqual([])
  })

  it.each<[string, Partial<Options>]>([
    ['switched off', { widgets: 'off' }],
    ['not asked for', { forms: false }],
    ['not asked for beside one form', { forms: 'form.signup' }],
  ])('that is %s is not listened to', async (_, options) => {
    await open(recorded('Tally'), options)
    expect(await act(recorded('Tally'), recorded('Tally').send(0))).toEqual([])
  })

  it('waits for consent in memory, and goes after it', async () => {
    const analytics = await open(recorded('Tally'), { consent: 'required' })
    expect(await act(recorded('Tally'), recorded('Tally').send(0))).toEqual([])
    expect(onDevice()).not.toMatch(/ann@|fse/)
    analytics.consent(true)
    expect(named(await takeEvents())).toEqual(['identify', 'Form Submitted'])
  })

  it('leaves nothing of what was entered on the device', async () => {
    await open(recorded('Tally'))
    await act(recorded('Tally'), recorded('Tally').send(0))
    expect(onDevice()).not.toContain('ann@')
  })

  it('that tells the same once more, or on the next page, is one entry', async () => {
    await open(recorded('Calendly'))
    const [first] = await act(recorded('Calendly'), recorded('Calendly').send(0))
    expect(await act(recorded('Calendly'), recorded('Calendly').send(0))).toEqual([])
    document.body.innerHTML = ''
    await open(recorded('Calendly'))
    const [again] = await act(recorded('Calendly'), recorded('Calendly').send(0))
    expect(again?.messageId).toBe(first?.messageId)
    expect(first?.messageId).toBe('calendly-INVITEE0')
  })

  it('whose form is on the page itself is one sign-up, whoever sees it first', async () => {
    serveSite()
    await open(recorded('Freshworks Forms'))
    const form = document.createElement('form')
    form.innerHTML = '<input name="contact[email]" value="ann@acme.example">'
    document.body.append(form)
    expect(named(await handIn(form))).toEqual(['identify', 'Form Submitted'])
    expect(await act(recorded('Freshworks Forms'), recorded('Freshworks Forms').send(0))).toEqual(
      [],
    )
    await wait(60_000)
    expect(
      named(await act(recorded('Freshworks Forms'), recorded('Freshworks Forms').send(1))),
    ).toEqual(['identify', 'Form Submitted'])
  })

  it('whose form is handed in right after another with the same address is a sign-up of its own', async () => {
    serveSite()
    const widget = recorded('Freshworks Forms')
    await open(widget)
    const [newsletter, its] = ['news', 'demo'].map((id) => {
      const form = document.createElement('form')
      form.innerHTML = `<input name="${id}[email]" value="ann@acme.example">`
      document.body.append(form)
      return form
    }) as [HTMLFormElement, HTMLFormElement]
    expect(named(await handIn(newsletter))).toEqual(['identify', 'Form Submitted'])
    its.addEventListener('submit', (event) => event.preventDefault())
    its.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
    expect(named(await act(widget, widget.send(0)))).toEqual(['identify', 'Form Submitted'])
  })

  it('that knows who it is when the edge does sends what they did before', async () => {
    await open(recorded('Calendly'), { pages: true, anonymous: 'keep' })
    expect(edge.events.splice(0)).toEqual([])
    const events = await act(recorded('Calendly'), recorded('Calendly').send(0))
    expect(named(events).sort()).toEqual(['Meeting Booked', 'page'])
  })
})

describe('what a widget is passed', () => {
  const plan = (): Element => {
    const element = document.createElement('div')
    element.setAttribute('data-url', 'https://calendly.com/acme/demo?hide_gdpr_banner=1')
    document.body.append(element)
    return element
  }
  const VISIT = { url: `${HOME}?utm_source=ads&utm_campaign=spring` }
  const parametersOf = (element: Element, attribute: string) =>
    Object.fromEntries(new URL(`${element.getAttribute(attribute)}`).searchParams)

  it('is the campaign and, for its webhook, the anonymous id, before its frame is made', async () => {
    const element = plan()
    const analytics = await open(recorded('Calendly'), VISIT)
    expect(parametersOf(element, 'data-url')).toEqual({
      hide_gdpr_banner: '1',
      utm_source: 'ads',
      utm_campaign: 'spring',
      salesforce_uuid: analytics.user().anonymousId,
    })
  })

  it('goes into a frame that is put there later, in the same moment', async () => {
    await open(recorded('Typeform'), VISIT)
    const frame = place('<iframe src="https://form.typeform.com/to/other"></iframe>')
    await settle()
    expect(parametersOf(frame, 'src')).toEqual({ utm_source: 'ads', utm_campaign: 'spring' })
  })

  it('is nothing for a frame that is there, for what the site has set, or without consent', async () => {
    const element = plan()
    element.setAttribute('data-url', 'https://calendly.com/a?utm_source=mine&salesforce_uuid=00Q')
    await open(recorded('Calendly'), VISIT)
    expect(document.querySelector('iframe')?.getAttribute('src')).toBe(
      'https://calendly.com/acme/demo?embed_type=Inline',
    )
    expect(parametersOf(element, 'data-url')).toEqual({
      utm_source: 'mine',
      salesforce_uuid: '00Q',
    })
    document.body.innerHTML = ''
    const other = plan()
    await open(recorded('Calendly'), { ...VISIT, consent: 'required' })
    expect(parametersOf(other, 'data-url')).toEqual({ hide_gdpr_banner: '1' })
  })
})
