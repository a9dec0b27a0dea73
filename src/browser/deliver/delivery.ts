import type { Delivery } from '../call.ts'
import { openForms, preloadForms } from '../capture/openForms.ts'
import { followBanner } from '../consent/followBanner.ts'
import { carryOut } from './carryOut.ts'
import { catchUp, followTabs } from './consent.ts'
import { decorateLinks } from './decorateLinks.ts'
import { sendLastWords, sendSoon } from './flush.ts'
import { followLifecycle } from './followLifecycle.ts'
import { followLink } from './followLink.ts'
import { inspect } from './inspect.ts'
import { sendLater } from './strangers.ts'
import { letGo } from './tab.ts'
import { watchHistory } from './watchHistory.ts'

/**
 * A file of its own, which only pages get that have more to do than to keep a stranger's page views.
 * What has a state that those have as well stays in `sdk.js`, see `core.ts`.
 */
export const delivery: Delivery = {
  _begin(held) {
    inspect()
    followLink()
    followTabs()
    followBanner()
    watchHistory()
    preloadForms()
    openForms()
    for (const [method, given, resolve, moment, messageId] of held) {
      const result = carryOut(method, given, moment, messageId)
      resolve?.(result)
    }
    followLifecycle()
    sendLater(sendSoon)
    decorateLinks()
  },
  _call: carryOut,
  _openForms: openForms,
  _settle() {
    catchUp()
    sendSoon()
  },
  _leave() {
    sendLastWords()
    letGo()
  },
}
