import { pathIn } from './pathIn.ts'
import { plain } from './plain.ts'
import type { VisitPage } from './visit.ts'

const TITLE_CHARACTERS = 70
const PATH_CHARACTERS = 60

/** `• Pricing (/pricing) ×3`. */
export function pageLine(page: VisitPage): string {
  return `• ${label(page)}${page.views > 1 ? ` ×${page.views}` : ''}`
}

/** Title and path: a path alone says little to a rep, a title alone may be the same on every page. A screen of an app has a name only. */
function label({ url, title = '' }: VisitPage): string {
  const path = pathOf(url)
  const name = plain(title, TITLE_CHARACTERS)
  return name === '' || name === path ? path : `${name} (${path})`
}

/** The path of an address as people read it, harmless as HTML. Without the query, which may hold what is nobody's business. */
export function pathOf(url: string): string {
  return plain(pathIn(url), PATH_CHARACTERS)
}
