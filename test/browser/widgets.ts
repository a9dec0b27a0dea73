/**
 * Widgets of other vendors as they are on a page, and what they say there: the shapes of the vendor's documentation
 * or, where there is none, of public code that reads them. `source` is where each was found (2026-12).
 */

/** Something that a widget does. */
export type Act = (say: Say) => void

/** A message of the frame, from its origin. */
export type Say = (data: unknown) => void

export interface RecordedWidget {
  source: string
  /** `documented` by the vendor, or known from code of `others` that use it. */
  known: 'documented' | 'others'
  /** What stands on the page. */
  html: string
  /** Where its frame is; absent for what has none. */
  origin?: string
  /** What it puts on the page beside, before it is used. */
  prepare?(): void
  /** Somebody hands it in, the n-th time. */
  send(n: number): Act
  /** It was refused, or left before its end. */
  abandon: Act
  event: string
  /** What the contact gets; nothing where the widget tells the page no address. */
  traits?: object
  properties: object
  leave?(): void
}

const page = globalThis as unknown as Record<string, unknown>

const ANN = { firstName: 'Ann', lastName: 'Lee', email: 'ann@acme.example' }

const frameAt = (src: string) => `<iframe src="${src}"></iframe>`

const toItself = (data: object): void => {
  dispatchEvent(
    new MessageEvent('message', { origin: location.origin, source: window as Window, data }),
  )
}

const hsCallback = (eventName: string, data: object) => ({
  type: 'hsFormCallback',
  eventName,
  id: 'aa8b5b4a-62ac-461b-a387-0123456789ab',
  data,
})

const hubspotLegacy: RecordedWidget = {
  source: 'https://developers.hubspot.com/docs/cms/start-building/features/forms/legacy-forms',
  known: 'documented',
  html: '<script src="https://js.hsforms.net/forms/embed/v2.js" type="text/plain"></script>',
  send: () => () => {
    toItself(hsCallback('onFormReady', {}))
    toItself(hsCallback('onFormSubmit', []))
    toItself(
      hsCallback('onFormSubmitted', {
        redirectUrl: '',
        conversionId: '1d5cbb2e-aa4f-4c1c-8a5c-0123456789ab',
        formGuid: 'aa8b5b4a-62ac-461b-a387-0123456789ab',
        submissionValues: {
          firstname: 'Ann',
          lastname: 'Lee',
          email: 'ann@acme.example',
          company: 'Acme',
        },
      }),
    )
  },
  abandon: () => {
    toItself(hsCallback('onFormReady', {}))
    toItself(hsCallback('onFormSubmit', [{ name: 'email', value: 'ann@acme.example' }]))
  },
  event: 'Form Submitted',
  traits: { ...ANN, company: { name: 'Acme' } },
  properties: { widget: 'HubSpot Forms', formId: 'aa8b5b4a-62ac-461b-a387-0123456789ab' },
}

const hubspotV4: RecordedWidget = {
  source:
    'https://developers.hubspot.com/docs/api-reference/latest/marketing/forms/global-form-events',
  known: 'documented',
  html: '<script src="https://js-eu1.hsforms.net/forms/embed/123.js" type="text/plain"></script><div class="hs-form-frame"></div>',
  prepare() {
    page['HubSpotFormsV4'] = {
      getFormFromEvent: () => ({
        getFormFieldValues: async () => [
          { name: '0-1/firstname', value: 'Ann' },
          { name: '0-1/lastname', value: 'Lee' },
          { name: '0-1/email', value: 'ann@acme.example' },
          { name: '0-2/name', value: '' },
        ],
      }),
    }
  },
  send: () => () =>
    dispatchEvent(
      new CustomEvent('hs-form-event:on-submission:success', {
        detail: { formId: 'cc8b5b4a-62ac-461b-a387-0123456789ab', instanceId: '0' },
      }),
    ),
  abandon: () => {
    dispatchEvent(
      new CustomEvent('hs-form-event:on-submission:failed', { detail: { formId: 'cc' } }),
    )
  },
  event: 'Form Submitted',
  traits: ANN,
  properties: { widget: 'HubSpot Forms', formId: 'cc8b5b4a-62ac-461b-a387-0123456789ab' },
  leave: () => delete page['HubSpotFormsV4'],
}

const hubspotMeetings: RecordedWidget = {
  source: 'https://github.com/NeroPN/revops-scripts/blob/main/hubspot-calendar-utm-helper.js',
  known: 'others',
  html: frameAt('https://meetings-eu1.hubspot.com/ann-sales?embed=true'),
  origin: 'https://meetings-eu1.hubspot.com',
  send: (n) => (say) =>
    say({
      meetingBookSucceeded: true,
      meetingsPayload: {
        linkType: 'PERSONAL_LINK',
        offline: false,
        userSlug: 'ann-sales',
        formGuid: '317b5707-bcb4-4220-9139-efc900d98814',
        bookingResponse: {
          event: {
            duration: 900_000,
            formFields: [{ name: 'company', value: 'Acme' }],
            dateString: '2026-08-21',
            dateTime: 1_787_302_500_000 + n,
          },
          postResponse: {
            timerange: { start: 1_787_302_500_000 + n, end: 1_787_303_400_000 },
            organizer: { firstName: 'Sal', lastName: 'Es', email: '', name: 'Sal Es' },
            bookedOffline: false,
            contact: { ...ANN, fullName: '', name: 'Ann Lee', userId: null },
          },
        },
        isPaidMeeting: false,
      },
    }),
  abandon: (say) => {
    say({ height: 612 })
    say({ meetingCreated: true })
    say({ meetingBookSucceeded: false })
  },
  event: 'Meeting Booked',
  traits: { ...ANN, company: { name: 'Acme' } },
  properties: { widget: 'HubSpot Meetings', formId: 'ann-sales', startTime: 1_787_302_500_000 },
}

const typeform: RecordedWidget = {
  source: 'https://github.com/Typeform/embed (packages/embed, get-form-event-handler.ts)',
  known: 'documented',
  html: frameAt('https://form.typeform.com/to/moe6aa?typeform-embed-id=12'),
  origin: 'https://form.typeform.com',
  send: (n) => (say) =>
    say({ type: 'form-submit', embedId: '12', formId: 'moe6aa', responseId: `b72oqinc${n}` }),
  abandon: (say) => {
    say({ type: 'form-ready', embedId: '12', formId: 'moe6aa' })
    say({ type: 'form-screen-changed', embedId: '12', formId: 'moe6aa', ref: 'a' })
  },
  event: 'Form Submitted',
  properties: { widget: 'Typeform', formId: 'moe6aa' },
}

const calendly: RecordedWidget = {
  source: 'https://developer.calendly.com/api-docs/overview/embedding/notifying-the-parent-window',
  known: 'documented',
  html: frameAt('https://calendly.com/acme/demo?embed_type=Inline'),
  origin: 'https://calendly.com',
  send: (n) => (say) => {
    say({ event: 'calendly.date_and_time_selected', payload: {} })
    say({
      event: 'calendly.event_scheduled',
      payload: {
        event: { uri: 'https://api.calendly.com/scheduled_events/ABCDABCDABCDABCD' },
        invitee: {
          uri: `https://api.calendly.com/scheduled_events/ABCDABCDABCDABCD/invitees/INVITEE${n}`,
        },
      },
    })
  },
  abandon: (say) => {
    say({ event: 'calendly.event_type_viewed', payload: {} })
    say({ event: 'calendly.date_and_time_selected', payload: {} })
    say({ event: 'calendly.page_height', payload: { height: '900px' } })
  },
  event: 'Meeting Booked',
  properties: { widget: 'Calendly' },
}

const calMessage = (type: string, data: object) => ({
  originator: 'CAL',
  type,
  namespace: 'demo',
  fullType: `CAL:demo:${type}`,
  data,
})

const calCom: RecordedWidget = {
  source:
    'https://github.com/calcom/cal.com (packages/embeds/embed-core/src/sdk-action-manager.ts)',
  known: 'documented',
  html: frameAt('https://cal.com/acme/demo/embed?embed=demo'),
  origin: 'https://app.cal.com',
  send: (n) => (say) => {
    const booking = {
      uid: `uid${n}`,
      title: 'Demo between Acme and Ann Lee',
      startTime: '2026-12-09T09:00:00.000Z',
      endTime: '2026-12-09T09:30:00.000Z',
    }
    say(
      calMessage('bookingSuccessful', {
        booking: { ...booking, responses: { name: 'Ann Lee', email: 'ann@acme.example' } },
        eventType: { slug: 'demo' },
        date: '2026-12-09T09:00:00.000Z',
        duration: 30,
        organizer: { name: 'Sal', email: 'sal@acme.example', timeZone: 'Europe/London' },
        confirmed: true,
      }),
    )
    say(
      calMessage('bookingSuccessfulV2', {
        ...booking,
        eventTypeId: 7,
        status: 'ACCEPTED',
        paymentRequired: false,
        isRecurring: false,
      }),
    )
  },
  abandon: (say) => {
    say(calMessage('__iframeReady', { isPrerendering: false }))
    say(calMessage('eventTypeSelected', { eventType: {} }))
    say(calMessage('dryRunBookingSuccessfulV2', { title: 'Demo', startTime: '2026-12-09T09:00Z' }))
  },
  event: 'Meeting Booked',
  traits: { name: 'Ann Lee', email: 'ann@acme.example' },
  properties: {
    widget: 'Cal.com',
    formId: 'demo',
    formName: 'Demo between Acme and Ann Lee',
    startTime: '2026-12-09T09:00:00.000Z',
    endTime: '2026-12-09T09:30:00.000Z',
  },
}

const tally: RecordedWidget = {
  source: 'https://developers.tally.so/widgets/events',
  known: 'documented',
  html: frameAt('https://tally.so/embed/mRoDv3?alignLeft=1'),
  origin: 'https://tally.so',
  send: (n) => (say) => {
    const field = (title: string, type: string, value: unknown) => ({
      id: title,
      title,
      type,
      answer: { value, raw: value },
    })
    say(
      JSON.stringify({
        event: 'Tally.FormSubmitted',
        payload: {
          id: `GG6z5L${n}`,
          respondentId: 'jzQdR9',
          formId: 'mRoDv3',
          formName: 'Newsletter',
          createdAt: '2026-12-01T09:00:00.000Z',
          fields: [
            field('First name', 'INPUT_TEXT', 'Ann'),
            field('Last name', 'INPUT_TEXT', 'Lee'),
            field('Your e-mail', 'INPUT_EMAIL', 'ann@acme.example'),
            field('email', 'HIDDEN_FIELDS', 'other@acme.example'),
          ],
        },
      }),
    )
  },
  abandon: (say) => {
    say(JSON.stringify({ event: 'Tally.FormLoaded', payload: { formId: 'mRoDv3' } }))
    say(JSON.stringify({ event: 'Tally.FormPageView', payload: { formId: 'mRoDv3', page: 2 } }))
  },
  event: 'Form Submitted',
  traits: ANN,
  properties: { widget: 'Tally', formId: 'mRoDv3', formName: 'Newsletter' },
}

const jotform: RecordedWidget = {
  source: 'code of others on GitHub that reads `action === "submission-completed"`',
  known: 'others',
  html: frameAt('https://form.jotform.com/230123456789012'),
  origin: 'https://form.jotform.com',
  send: () => (say) => say({ action: 'submission-completed', formID: '230123456789012' }),
  abandon: (say) => {
    say('setHeight:900:230123456789012')
    say({ action: 'exceptions', formID: '230123456789012' })
  },
  event: 'Form Submitted',
  properties: { widget: 'Jotform', formId: '230123456789012' },
}

const hooks = (): { afterSubmit(...given: unknown[]): void } =>
  page['WebFormEvent'] as ReturnType<typeof hooks>

const freshworksForms: RecordedWidget = {
  source: 'code of others on GitHub that fills the hooks of `WebFormEvent`',
  known: 'others',
  html: '<script src="https://acme.myfreshworks.com/crm/sales/web_forms/dfb1cf79a2/form.js" type="text/plain"></script>',
  prepare() {
    page['WebFormEvent'] = { heard: 0, afterSubmit: () => {} }
  },
  send: () => () =>
    hooks().afterSubmit(
      new Event('submit'),
      JSON.stringify([
        { name: 'contact[first_name]', value: 'Ann' },
        { name: 'contact[last_name]', value: 'Lee' },
        { name: 'contact[email]', value: 'ann@acme.example' },
      ]),
    ),
  abandon: () =>
    hooks().afterSubmit(
      new Event('submit'),
      JSON.stringify([{ name: 'contact[email]', value: 'ann@acme.example' }]),
      'Email is invalid',
    ),
  event: 'Form Submitted',
  traits: ANN,
  properties: { widget: 'Freshworks Forms' },
  leave: () => delete page['WebFormEvent'],
}

let chatListeners: ((answer?: object) => void)[] = []

const freshchat: RecordedWidget = {
  source: 'https://developers.freshchat.com/web-sdk/v1, and code of others for what `data` holds',
  known: 'others',
  html: '<script src="https://wchat.freshchat.com/js/widget.js" type="text/plain"></script>',
  prepare() {
    chatListeners = []
    page['fcWidget'] = {
      on: (name: string, hear: () => void) => name === 'user:created' && chatListeners.push(hear),
    }
  },
  send: (n) => () => {
    for (const hear of chatListeners)
      hear({
        status: 200,
        success: true,
        data: { restoreId: `5ea3c${n}`, externalId: null, ...ANN, phone: null },
      })
  },
  abandon: () => {
    for (const hear of chatListeners) {
      hear()
      hear({ status: 401, success: false })
      hear({ status: 200, success: true, data: null })
      hear({ status: 200, success: true, data: { restoreId: 'x', firstName: 'Silver Fox' } })
    }
  },
  event: 'Chat Started',
  traits: ANN,
  properties: { widget: 'Freshchat' },
  leave: () => delete page['fcWidget'],
}

/** Nine widgets, one of which has two generations. */
export const RECORDED: Record<string, RecordedWidget> = {
  'HubSpot Forms, legacy': hubspotLegacy,
  'HubSpot Forms': hubspotV4,
  'HubSpot Meetings': hubspotMeetings,
  Typeform: typeform,
  Calendly: calendly,
  'Cal.com': calCom,
  Tally: tally,
  Jotform: jotform,
  'Freshworks Forms': freshworksForms,
  Freshchat: freshchat,
}
