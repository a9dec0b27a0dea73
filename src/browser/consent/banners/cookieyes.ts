import { answer, type Banner } from './banner.ts'

interface Page {
  getCkyConsent?(): {
    activeLaw?: string
    categories?: { analytics?: boolean; advertisement?: boolean }
    isUserActionCompleted?: boolean
  }
}

/** https://www.cookieyes.com/documentation/events-on-cookie-banner-interactions/ */
export const cookieyes: Banner = {
  name: 'CookieYes',
  events: 'cookieyes_banner_load cookieyes_consent_update',
  read({ getCkyConsent }: Page) {
    if (!getCkyConsent) return undefined
    const { activeLaw, categories = {}, isUserActionCompleted } = getCkyConsent() ?? {}
    const { analytics, advertisement } = categories
    // Where no law is in force it shows no banner and allows all.
    const isFree = activeLaw === '' && analytics && advertisement
    const model = activeLaw === 'ccpa' ? 'opt-out' : isFree ? 'none' : 'opt-in'
    return answer(model, isUserActionCompleted, analytics, advertisement)
  },
}
