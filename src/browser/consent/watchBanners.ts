import type { Consent } from '../../protocol/event.ts'
import { attempt } from '../lib/attempt.ts'
import { on } from '../lib/on.ts'
import { parse } from '../lib/parse.ts'
import type { Options } from '../options.ts'
import { CONSENT_KEY } from '../visitor/consent.ts'
import { BANNERS, readBanner } from './banners/banners.ts'

/** For banners that come later, or change without telling. */
const EVERY_MS = 1_000

/** A banner that is about to show what it remembers is not asking. */
const PATIENCE_MS = 10_000

/** A decision that did not come from the visitor is not to be found by the next page. */
const forgetMark = (): unknown => attempt(() => delete localStorage[CONSENT_KEY])

const hasGpc = ({ gpc }: Options): unknown =>
  (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl && gpc !== 'ignore'

/**
 * Does what the banner of the page says, now and whenever it says something else. The library keeps
 * everything in memory until then. A file of its own, which only pages get that ask for it.
 */
export const watchBanners = (consent: (granted: Consent) => void, settings: Options): void => {
  const startedAt = Date.now()
  /** What an earlier page was told. */
  const remembered = attempt(() => parse<Consent>(localStorage[CONSENT_KEY]))
  let told = remembered && textOf(remembered)
  /** Whether the word that holds was given on this page. */
  let isFresh = false

  const tell = (granted: Consent): void => {
    told = textOf(granted)
    isFresh = true
    consent(granted)
  }

  const look = (): void => {
    const answer = readBanner(look)
    if (!answer) return
    const { name, model, isDecided, analytics, marketing } = answer
    if (model === 'opt-in' && !isDecided) {
      // It asks anew: what was allowed once no longer counts.
      const isOver = isFresh || (remembered?.via && Date.now() - startedAt >= PATIENCE_MS)
      if (!told || !isOver) return
      tell({ analytics: false, marketing: false })
      told = undefined
      forgetMark()
      return
    }
    if (!isDecided && hasGpc(settings)) return
    const said = { analytics, marketing, ...((analytics || marketing) && { via: name, model }) }
    if (textOf(said) === told) return
    tell(said.via ? { ...said, at: new Date().toISOString() } : said)
    if (!isDecided) forgetMark()
  }

  look()
  on(`${BANNERS.map(({ events }) => events).join(' ')} pagehide`.replace(/ +/g, ' '), () => {
    look()
    // Some tell before they have changed.
    setTimeout(look)
  })
  setInterval(look, EVERY_MS)
}

const textOf = ({ analytics, marketing, via, model }: Consent): string =>
  [analytics, marketing, via, model].join(' ')

/** What the library calls once the file is there. */
export { watchBanners as start }
