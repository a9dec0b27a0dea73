import { answer, type Banner, NONE_NEEDED, PENDING } from './banner.ts'

interface Page {
  Cookiebot?: {
    /** `implied` where nobody was asked. */
    consent?: { statistics?: boolean; marketing?: boolean; method?: string | null }
    hasResponse?: boolean
    isOutOfRegion?: boolean
    regulations?: { gdprApplies?: boolean; ccpaApplies?: boolean; lgpdApplies?: boolean }
    dialog?: { visible?: boolean }
  }
}

/** https://www.cookiebot.com/en/developer/ */
export const cookiebot: Banner = {
  name: 'Cookiebot',
  events: 'CookiebotOnConsentReady CookiebotOnAccept CookiebotOnDecline CookiebotOnLoad',
  read({ Cookiebot }: Page) {
    if (!Cookiebot) return undefined
    const { consent = {}, hasResponse, isOutOfRegion, regulations = {}, dialog } = Cookiebot
    const { statistics, marketing, method } = consent
    const { gdprApplies, ccpaApplies, lgpdApplies } = regulations
    if (hasResponse && method !== 'implied')
      return answer(ccpaApplies ? 'opt-out' : 'opt-in', true, statistics, marketing)
    if (hasResponse) return answer(ccpaApplies ? 'opt-out' : 'none', false, statistics, marketing)
    const isFree = gdprApplies === false && !lgpdApplies && !ccpaApplies
    return (isOutOfRegion || isFree) && !dialog?.visible ? NONE_NEEDED : PENDING
  },
}
