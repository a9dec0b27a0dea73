import { parseUrl } from '../lib/parse.ts'
import type { FormsKit } from './kit.ts'
import { widgetAt } from './widgets/hostOf.ts'

/** Where the embed scripts of vendors read the address of a frame that they are about to make. */
const PLANS = ['data-url', 'data-src', 'data-tally-src']

/** Calendly carries it through to its webhook, and no campaign stands in it. */
const ID_PARAMETER = 'salesforce_uuid'

/**
 * Lets widgets know the campaign, and the one whose webhook needs it the anonymous id, by the address of
 * a frame that is about to load; what the site itself has put there stays. Intentionally nothing about
 * a frame that is there already: it would load anew under the visitor's hands.
 */
export const passAlong = (kit: FormsKit): void => {
  const addTo = (element: Element, attribute: string): void => {
    const href = element.getAttribute(attribute) ?? ''
    const entry = widgetAt(href)
    const url = entry?.passes && kit.mayStore() ? parseUrl(href) : undefined
    if (!url) return
    const { anonymousId, first, last } = kit.person()
    const { name, source, medium, term, content } = last ?? first ?? {}
    const campaign = { campaign: name, source, medium, term, content }
    const set = (parameter: string, value: string | undefined): void => {
      if (value && !url.searchParams.has(parameter)) url.searchParams.set(parameter, value)
    }
    if (!/utm_/.test(href))
      for (const [key, value] of Object.entries(campaign)) set(`utm_${key}`, value)
    if (entry?.passes === 'id') set(ID_PARAMETER, anonymousId)
    if (url.href !== href) element.setAttribute(attribute, url.href)
  }

  for (const attribute of PLANS)
    for (const element of document.querySelectorAll(`[${attribute}]`))
      if (!element.querySelector('iframe') && !element.getAttribute('src'))
        addTo(element, attribute)

  new MutationObserver((changes) => {
    // In the same moment in which it was put there, so that nothing of it has been shown.
    for (const { addedNodes } of changes)
      for (const node of addedNodes as NodeListOf<Element>)
        for (const frame of [node, ...(node.querySelectorAll?.('iframe') ?? [])])
          if (frame.localName === 'iframe') addTo(frame, 'src')
  }).observe(document, { childList: true, subtree: true })
}
