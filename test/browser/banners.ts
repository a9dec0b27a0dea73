/** Consent banners as pages see them: what each has on `window`, and what it does when the visitor decides. */
import type { Consent } from '../../src/browser/index.ts'

export interface Recorded {
  /** It is on the page, in a country whose law has it ask, and nobody has decided. */
  ask(): void
  /** It is on the page where no law has it ask. */
  needNone(): void
  decide(granted: Consent): void
  /** With all that it left. */
  leave(): void
}

const page = globalThis as unknown as Record<string, unknown>

const onDocument = (name: string, detail?: unknown): unknown =>
  document.dispatchEvent(new CustomEvent(name, { detail }))

const onWindow = (name: string, detail?: unknown): unknown =>
  window.dispatchEvent(new CustomEvent(name, { detail }))

const setCookie = (text: string): void => {
  // biome-ignore lint/suspicious/noDocumentCookie: banners do
  document.cookie = `${text};path=/`
}

/** Removes globals. */
const without =
  (...names: string[]) =>
  (): void => {
    for (const name of names) delete page[name]
  }

const cookiebot = (): Recorded => {
  const set = (hasResponse: boolean, consent: object, applies: boolean): void => {
    page['Cookiebot'] = {
      consent: {
        necessary: true,
        preferences: false,
        statistics: false,
        marketing: false,
        ...consent,
      },
      consented: hasResponse,
      hasResponse,
      isOutOfRegion: !applies,
      regulations: { gdprApplies: applies, ccpaApplies: false, lgpdApplies: false },
    }
  }
  return {
    ask: () => set(false, { method: null }, true),
    needNone: () => set(true, { statistics: true, marketing: true, method: 'implied' }, false),
    decide({ analytics, marketing }) {
      set(true, { statistics: analytics, marketing, method: 'explicit' }, true)
      onWindow(analytics || marketing ? 'CookiebotOnAccept' : 'CookiebotOnDecline')
    },
    leave: without('Cookiebot'),
  }
}

const onetrust = (): Recorded => {
  let isClosed = false
  const set = (groups: string[], name: string, ShowAlertNotice: boolean): void => {
    page['OnetrustActiveGroups'] = `,${['C0001', ...groups].join(',')},`
    page['OneTrust'] = {
      IsAlertBoxClosed: () => isClosed,
      GetDomainData: () => ({ ShowAlertNotice, ConsentModel: { Name: name } }),
      OnConsentChanged: () => {},
    }
  }
  return {
    ask() {
      isClosed = false
      set([], 'opt-in', true)
    },
    needNone: () => set(['C0002', 'C0003', 'C0004'], 'notice only', false),
    decide({ analytics, marketing }) {
      isClosed = true
      set([...(analytics ? ['C0002'] : []), ...(marketing ? ['C0004'] : [])], 'opt-in', true)
      onWindow('OneTrustGroupsUpdated', ['C0001'])
    },
    leave: without('OneTrust', 'OnetrustActiveGroups'),
  }
}

const usercentrics = (): Recorded => {
  const stateOf = (granted: unknown): object => ({ state: granted ? 'ALL_ACCEPTED' : 'ALL_DENIED' })
  const set = (consent: object, { analytics, marketing }: Consent): void => {
    page['__ucCmp'] = {
      getConsentDetails: async () => ({
        consent: { status: 'SOME_ACCEPTED', ...consent },
        categories: {
          essential: stateOf(true),
          functional: stateOf(analytics),
          marketing: stateOf(marketing),
        },
        services: {},
      }),
    }
  }
  return {
    ask: () => set({ required: true, type: 'IMPLICIT' }, {}),
    needNone: () =>
      set({ required: false, type: 'IMPLICIT' }, { analytics: true, marketing: true }),
    decide(granted) {
      set({ required: false, type: 'EXPLICIT' }, granted)
      onWindow('UC_UI_CMP_EVENT', { source: 'button', type: 'SAVE' })
    },
    leave: without('__ucCmp'),
  }
}

/** Version 2 of the same banner. */
const usercentrics2 = (): Recorded => {
  const set = (isRequired: boolean, { analytics, marketing }: Consent): void => {
    const service = (categorySlug: string, status: unknown): object => ({
      categorySlug,
      consent: { status: !!status },
    })
    page['UC_UI'] = {
      isInitialized: () => true,
      isConsentRequired: () => isRequired,
      getServicesBaseInfo: () => [
        service('essential', true),
        service('statistics', analytics),
        service('statistics', analytics),
        service('functional', true),
        service('marketing', marketing),
      ],
    }
  }
  return {
    ...usercentrics(),
    ask: () => set(true, {}),
    decide: (granted) => set(false, granted),
    leave: without('UC_UI', '__ucCmp'),
  }
}

const cookieyes = (): Recorded => {
  const set = (activeLaw: string, isUserActionCompleted: boolean, granted: Consent): void => {
    const { analytics = false, marketing = false } = granted
    page['getCkyConsent'] = () => ({
      activeLaw,
      categories: {
        necessary: true,
        functional: true,
        analytics,
        performance: analytics,
        advertisement: marketing,
      },
      isUserActionCompleted,
      consentID: 'abc',
      languageCode: 'en',
    })
  }
  return {
    ask: () => set('gdpr', false, {}),
    needNone: () => set('', false, { analytics: true, marketing: true }),
    decide(granted) {
      set('gdpr', true, granted)
      onDocument('cookieyes_consent_update', { accepted: [], rejected: [] })
    },
    leave: without('getCkyConsent'),
  }
}

const complianz = (): Recorded => {
  const allowed = new Set<string>()
  const set = (consenttype: string): void => {
    page['complianz'] = { consenttype, prefix: 'cmplz_' }
    page['cmplz_has_consent'] = (category: string) =>
      consenttype === 'other' || allowed.has(category)
  }
  return {
    ask: () => set('optin'),
    needNone: () => set('other'),
    decide({ analytics, marketing }) {
      allowed.clear()
      if (analytics) allowed.add('statistics')
      if (marketing) allowed.add('marketing')
      setCookie('cmplz_banner-status=dismissed')
      onDocument('cmplz_status_change', { category: 'statistics' })
    },
    leave: without('complianz', 'cmplz_has_consent'),
  }
}

const wpConsentApi = (): Recorded => {
  const words = new Map<string, string>()
  const set = (type: string): void => {
    page['consent_api'] = { cookie_prefix: 'wp_consent' }
    page['wp_consent_type'] = type
    page['wp_has_consent'] = (category: string) =>
      type.includes('optout') && !words.has(category) ? true : words.get(category) === 'allow'
  }
  return {
    ask: () => set('optin'),
    needNone: () => set('optout'),
    decide({ analytics, marketing }) {
      words
        .set('statistics', analytics ? 'allow' : 'deny')
        .set('marketing', marketing ? 'allow' : 'deny')
      for (const [category, word] of words) setCookie(`wp_consent_${category}=${word}`)
      onDocument('wp_listen_for_consent_change', Object.fromEntries(words))
    },
    leave: without('consent_api', 'wp_consent_type', 'wp_has_consent'),
  }
}

const c15t = (): Recorded => {
  let state = {}
  const listeners: (() => void)[] = []
  const set = (model: string | null, consentInfo: object | null, granted: Consent): void => {
    const { analytics = false, marketing = false } = granted
    state = {
      model,
      consentInfo,
      isLoadingConsentInfo: false,
      consents: { necessary: true, measurement: analytics, marketing },
      hasConsented: () => consentInfo !== null,
    }
    page['c15tStore'] ??= {
      getState: () => state,
      subscribe: (hear: () => void) => listeners.push(hear),
    }
    for (const hear of listeners) hear()
  }
  return {
    ask: () => set('opt-in', null, {}),
    needNone: () => set(null, null, { analytics: true, marketing: true }),
    decide: (granted) => set('opt-in', { time: 1, type: 'custom' }, granted),
    leave: without('c15tStore'),
  }
}

const tcf = (): Recorded => {
  let data: object = {}
  const listeners: ((data: object, success: boolean) => void)[] = []
  const set = (next: object): void => {
    data = { tcString: 'CO', cmpStatus: 'loaded', publisher: { consents: {} }, ...next }
    page['__tcfapi'] ??= (
      command: string,
      _: number,
      hear: (data: object, success: boolean) => void,
    ) => {
      if (command !== 'addEventListener') return
      listeners.push(hear)
      hear(data, true)
    }
    for (const hear of listeners) hear(data, true)
  }
  return {
    ask: () => set({ gdprApplies: true, eventStatus: 'cmpuishown', purpose: { consents: {} } }),
    needNone: () => set({ gdprApplies: false, eventStatus: 'tcloaded', purpose: { consents: {} } }),
    decide: ({ analytics = false, marketing = false }) =>
      set({
        gdprApplies: true,
        eventStatus: 'useractioncomplete',
        purpose: {
          consents: {
            1: analytics || marketing,
            3: marketing,
            4: marketing,
            7: false,
            8: analytics,
          },
        },
      }),
    leave: without('__tcfapi'),
  }
}

const googleConsentMode = (): Recorded => {
  const gtag = (...given: unknown[]): void => {
    page['dataLayer'] ??= []
    // As Google's own snippet does, which pushes `arguments`.
    ;(page['dataLayer'] as object[]).push({ ...given, length: given.length })
  }
  const states = ({ analytics, marketing }: Consent): object => ({
    ad_storage: marketing ? 'granted' : 'denied',
    ad_personalization: 'denied',
    ad_user_data: marketing ? 'granted' : 'denied',
    analytics_storage: analytics ? 'granted' : 'denied',
  })
  return {
    ask: () => gtag('consent', 'default', { ...states({}), wait_for_update: 500 }),
    needNone: () => gtag('consent', 'default', states({ analytics: true, marketing: true })),
    decide: (granted) => gtag('consent', 'update', states(granted)),
    leave: without('dataLayer'),
  }
}

export const BANNERS: Record<string, () => Recorded> = {
  Cookiebot: cookiebot,
  OneTrust: onetrust,
  Usercentrics: usercentrics,
  CookieYes: cookieyes,
  Complianz: complianz,
  'WP Consent API': wpConsentApi,
  c15t,
  'IAB TCF': tcf,
  'Google Consent Mode': googleConsentMode,
}

export { usercentrics2 }
