import { LINK_PARAMETER } from './lib/address.ts'
import { onClick } from './links.ts'

/** A link that somebody copied and sent on must not turn its readers into the sender. */
const FRESH_MS = 120_000

/** The id an address brings along, if it is fresh. */
export function idFromAddress({ href, time }: { href: string; time: number }): string | undefined {
  const [id, madeAt] = new URL(href).searchParams.get(LINK_PARAMETER)?.split('~') ?? []
  return id && Math.abs(time - parseInt(madeAt ?? '', 36)) < FRESH_MS ? id : undefined
}

/** Adds the id to links to the domains, at the moment they are clicked. */
export function decorateLinks(domains: string[], currentId: () => string | undefined): void {
  onClick('a[href]', (link) => {
    const url = new URL((link as HTMLAnchorElement).href, location.href)
    const id = currentId()
    if (!id || !domains.some((domain) => `.${url.hostname}`.endsWith(`.${domain}`))) return
    url.searchParams.set(LINK_PARAMETER, `${id}~${Date.now().toString(36)}`)
    ;(link as HTMLAnchorElement).href = url.href
  })
}
