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
  // An element with this id is a global of this name, too, and stands in nobody's way.
  const present = page[name] instanceof Element ? undefined : page[name]
  if (present && !present.calls) {
    console.warn(`analytics: ${name} is taken: included twice? Else set data-global`)
    return
  }
  let recalled: Moment | undefined
  const { calls = [] } = present ?? {}
  const analytics = Object.assign(
    present ?? {},
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
  start()
}
