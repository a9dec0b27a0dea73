import { analyticsOf } from './analytics.ts'
import type { Analytics } from './api.ts'
import { nowhere } from './nowhere.ts'
import type { Options } from './options.ts'
import type { Plan } from './plan.ts'
import { prepare, start } from './start.ts'

let created: Analytics | undefined

/**
 * Starts the library, in code that is bundled. A page has one: called again (hot reload, a component
 * mounted twice) it answers with the same object. On a server it answers with one whose calls do
 * nothing.
 */
export function createAnalytics<P extends Plan = Plan>(options: Options): Analytics<P> {
  if (typeof window === 'undefined') return nowhere as Analytics<P>
  if (!created) {
    created = analyticsOf()
    prepare(options)
    start(created)
  }
  return created as Analytics<P>
}
