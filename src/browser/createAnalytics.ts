import { createFace } from './analytics.ts'
import type { Analytics } from './api.ts'
import { assemble } from './assemble.ts'
import { nowhere } from './nowhere.ts'
import type { Options } from './options.ts'
import type { Plan } from './plan.ts'

const created = new Map<string, Analytics>()

/**
 * Starts the library, in code that is bundled. Called again with the same write key (hot reload, a
 * component mounted twice) it answers with the same object. On a server it answers with one whose
 * calls do nothing.
 */
export function createAnalytics<P extends Plan = Plan>(options: Options): Analytics<P> {
  if (typeof window === 'undefined') return nowhere as Analytics<P>
  const existing = created.get(options.writeKey)
  if (existing) return existing as Analytics<P>
  const parts = assemble(options)
  const analytics = createFace(parts)
  created.set(options.writeKey, analytics)
  parts.start()
  return analytics as Analytics<P>
}
