import { analyticsOf } from './analytics.ts'
import { type Moment, thisMoment } from './moment.ts'
import type { Options } from './options.ts'
import { prepare, start } from './start.ts'

/** A call that the stub took before the library was there. */
export interface StubCall {
  method: string
  given: unknown[]
  resolve: (result: unknown) => void
  moment: Moment
}

type Global = Record<string, (...given: unknown[]) => unknown> & { calls?: StubCall[] }

/** Becomes the global object: in place of the stub, whose calls it makes good in their order. */
export function takeOver(name: string, options: Options): void {
  const page = window as unknown as Record<string, Global>
  const present = page[name]
  const { calls = [] } = present ?? {}
  // Anything else of this name, such as an element with this id, stands in nobody's way.
  if (present?.['track'] && !present.calls) {
    console.warn(`analytics: ${name} is there already; data-global changes the name`)
    return
  }
  let recalled: Moment | undefined
  const stub = present?.calls ? present : {}
  const analytics = Object.assign(
    stub,
    analyticsOf(() => recalled ?? thisMoment()),
  ) as Global
  delete analytics.calls
  page[name] = analytics
  prepare(options)
  for (const { method, given, resolve, moment } of calls) {
    recalled = moment
    resolve(analytics[method]?.(...given))
  }
  recalled = undefined
  start(analytics)
}
