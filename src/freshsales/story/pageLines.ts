import type { VisitPage } from '../visit.ts'
import { plain } from './plain.ts'

/** A visit that looks at more pages than this is told in number from here on. */
export const MAX_PAGES = 25
const TITLE_CHARACTERS = 70
const PATH_CHARACTERS = 60

/** The pages in the order they were first looked at, each once with its count. */
export function pageLines(pages: readonly VisitPage[]): string[] {
  return pages
    .slice(0, MAX_PAGES)
    .map((page) => `• ${label(page)}${page.views > 1 ? ` ×${page.views}` : ''}`)
}

/** Title and path: a path alone says little to a rep, a title alone may be the same on every page. */
function label({ url, title }: VisitPage): string {
  const path = plain(pathOf(url), PATH_CHARACTERS)
  return title === undefined || title.trim() === ''
    ? path
    : `${plain(title, TITLE_CHARACTERS)} (${path})`
}

/** Without the query, which may hold what is nobody's business. */
function pathOf(url: string): string {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?].*$|#(?![/!]).*$/, '')
  return path === '' ? '/' : path
}
