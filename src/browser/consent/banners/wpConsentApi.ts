import { answer, type Banner, PENDING } from './banner.ts'

interface Page {
  wp_has_consent?(category: string): boolean
  /** What the banner has set; the other one is the site's own. */
  wp_consent_type?: string
  wp_fallback_consent_type?: string
  consent_api?: { cookie_prefix?: string }
}

/** https://github.com/WordPress/wp-consent-level-api: what banners of WordPress tell other plugins. */
export const wpConsentApi: Banner = {
  name: 'WP Consent API',
  events: 'wp_consent_type_defined wp_listen_for_consent_change',
  read({ wp_has_consent, wp_consent_type, wp_fallback_consent_type, consent_api }: Page) {
    if (!wp_has_consent) return undefined
    const type = wp_consent_type || wp_fallback_consent_type
    // As long as no banner has spoken it allows everything.
    if (!type) return PENDING
    const prefix = consent_api?.cookie_prefix ?? 'wp_consent'
    return answer(
      type.includes('optout') ? 'opt-out' : 'opt-in',
      document.cookie.includes(`${prefix}_`),
      wp_has_consent('statistics'),
      wp_has_consent('marketing'),
    )
  },
}
