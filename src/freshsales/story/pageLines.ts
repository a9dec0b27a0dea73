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

/** Title and path: a path alone says little to a rep, a title alone may be the same on every page. A screen of an app has a name only. */
function label({ url, title = '' }: VisitPage): string {
  const path = plain(readable(pathOf(url)), PATH_CHARACTERS)
  const name = plain(title, TITLE_CHARACTERS)
  return name === '' || name === path ? path : `${name} (${path})`
}

/** Without the query, which may hold what is nobody's business. */
function pathOf(url: string): string {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?].*$|#(?![/!]).*$/, '')
  return path === '' ? '/' : path
}

/** `/%C3%BCber-uns` is `/über-uns` to people. */
function readable(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // Not every address is encoded well; then it is shown as it came.
    return path
  }
}
