import { createFace } from './analytics.ts'
import { assemble } from './assemble.ts'
import type { Moment } from './moment.ts'
import type { Options } from './options.ts'

/** A call that the stub took before the library was there. */
export interface StubCall {
  method: string
  given: unknown[]
  resolve: (result: unknown) => void
  moment: Moment
}

type Stub = Record<string, unknown> & { calls?: StubCall[] | undefined }

/** Becomes the global object: in place of the stub, whose calls it makes good in their order. */
export function takeOver(name: string, options: Options): void {
  const page = window as unknown as Record<string, Stub | undefined>
  // An element with this id is a global of this name, too, and stands in nobody's way.
  const present = page[name] instanceof Element ? undefined : page[name]
  if (present && !present.calls) {
    console.warn(
      `analytics: window.${name} is taken: the script is included twice, or set data-global`,
    )
    return
  }
  const parts = assemble(options)
  const analytics = createFace(parts) as unknown as Record<string, (...given: unknown[]) => unknown>
  const calls = present?.calls ?? []
  page[name] = Object.assign(present ?? {}, analytics, { calls: undefined })
  for (const { method, given, resolve, moment } of calls) {
    parts.at(moment, () => resolve(analytics[method]?.(...given)))
  }
  parts.start()
}
