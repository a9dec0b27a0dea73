import { attempt } from './attempt.ts'

/** The older name of `URL`, which no page takes for a variable of its own. */
interface Aliased {
  webkitURL?: typeof URL
}

/** An address, or nothing where it is none. */
export const parseUrl = (href: string, base?: string | URL): URL | undefined =>
  attempt(() => new ((globalThis as Aliased).webkitURL ?? URL)(href, base))
