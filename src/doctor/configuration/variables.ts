import type { Env } from '../../edge/env.ts'
import { isWritten } from '../../edge/settings/setting.ts'
import { isVariable, VARIABLES, type Variable } from '../../edge/settings/settings.ts'

/** The variables as the Worker would get them, and where each was found. */
export interface Variables {
  env: Env
  foundIn: ReadonlyMap<Variable, string>
  /** In a file of ours, by a name that nothing reads. */
  unknown: readonly { name: string; place: string }[]
  bindings: ReadonlySet<string>
}

/** Pure: a later place overrules an earlier one; what is empty there says nothing. */
export function gatherVariables(places: readonly Place[]): Variables {
  const values: Partial<Record<Variable, unknown>> = {}
  const foundIn = new Map<Variable, string>()
  for (const name of VARIABLES) {
    const place = places.findLast(({ variables }) => isWritten(variables[name]))
    if (place === undefined) continue
    values[name] = place.variables[name]
    foundIn.set(name, place.name)
  }
  const files = places.filter(({ isFile }) => isFile)
  const unknown = files.flatMap(({ name: place, variables }) =>
    Object.keys(variables)
      .filter((name) => !isVariable(name))
      .map((name) => ({ name, place })),
  )
  // The bindings are the runtime's; whoever reads the settings does not touch them.
  const bindings = new Set(places.flatMap((place) => place.bindings ?? []))
  return { env: values as unknown as Env, foundIn, unknown, bindings }
}

/** Somewhere that variables are written. */
export interface Place {
  /** `wrangler.jsonc`, `.dev.vars`, `the environment`. */
  name: string
  variables: Readonly<Record<string, unknown>>
  isFile: boolean
  bindings?: readonly string[]
}
