import { BINDINGS, type BindingName, describeMissing } from '../../edge/bindings.ts'
import { bad, type Finding, note } from '../finding.ts'

/** What `wrangler.jsonc` has to bind the Worker to. Without the outbox no lead is taken. */
export function checkBindings(isBound: (name: BindingName) => boolean): Finding[] {
  return (Object.keys(BINDINGS) as BindingName[])
    .filter((name) => !isBound(name))
    .map((name) => {
      const { text, advice } = describeMissing(name)
      return name === 'OUTBOX' ? bad(name, text, advice) : note(text, advice)
    })
}
