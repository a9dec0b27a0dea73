import { BINDINGS, type BindingName, describeMissing } from '../../edge/bindings.ts'
import { bad, type Finding, note } from '../finding.ts'
import type { Variables } from './variables.ts'

/** What `wrangler.jsonc` has to bind the Worker to. Without the outbox no lead is taken. */
export function checkBindings({ bindings }: Pick<Variables, 'bindings'>): Finding[] {
  return (Object.keys(BINDINGS) as BindingName[])
    .filter((name) => !bindings.has(name))
    .map((name) => {
      const { text, advice } = describeMissing(name)
      return name === 'OUTBOX' ? bad(name, text, advice) : note(text, advice)
    })
}
