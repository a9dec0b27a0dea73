import { parseUrl } from '../../lib/parse.ts'
import { WIDGETS, type WidgetEntry } from './widgets.ts'

/** The host of an address that nobody on the way can answer for; empty for any other. */
export const hostOf = (href: string): string => {
  const { protocol, hostname = '' } = parseUrl(href, location.href) ?? {}
  return protocol === 'https:' ? hostname : ''
}

/** Whose widget an address belongs to. */
export const widgetAt = (href: string): WidgetEntry | undefined => {
  const host = hostOf(href)
  return WIDGETS.find(({ hosts }) => hosts.test(host))
}
