import { answer, type Banner, NONE_NEEDED, PENDING } from './banner.ts'

interface Page {
  /** `optin`, `optinstats`, `optout`, `other`. */
  complianz?: { consenttype?: string; prefix?: string }
  cmplz_has_consent?(category: string): boolean
}

/** https://complianz.io/developers-guide-for-third-party-integrations/ */
export const complianz: Banner = {
  name: 'Complianz',
  events:
    'cmplz_cookie_data_loaded cmplz_fire_categories cmplz_status_change cmplz_enable_category cmplz_revoke',
  read({ complianz, cmplz_has_consent }: Page) {
    if (!complianz) return undefined
    const { consenttype = 'optin', prefix = 'cmplz_' } = complianz
    if (!cmplz_has_consent) return PENDING
    if (!consenttype.startsWith('opt')) return NONE_NEEDED
    return answer(
      consenttype === 'optout' ? 'opt-out' : 'opt-in',
      document.cookie.includes(`${prefix}banner-status=dismissed`),
      cmplz_has_consent('statistics'),
      cmplz_has_consent('marketing'),
    )
  },
}
