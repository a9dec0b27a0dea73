import type { FormField } from '../../../protocol/form/field.ts'
import type { Scope } from '../scope.ts'
import { lookAt } from './look.ts'
import type { Submission } from './submission.ts'

/** A wizard has no more steps than that. */
const MOST_STEPS = 10

const nameOf = ({ name, id, label, type }: FormField): string => `${name ?? id ?? label ?? type}`

/** Whether a form that is gone made room for this one. */
const isBefore = ({ before }: Submission, scope: Scope): boolean =>
  before.around.some((element) => element.contains(scope)) && /gone|next/.test(lookAt(before))

export interface Steps {
  add: (submission: Submission) => void
  /** Forms that made room for this one: the steps before it. */
  before: (scope: Scope) => Submission[]
  /** Their fields, as far as this one does not ask for the same. */
  fields: (scope: Scope, taken: FormField[]) => FormField[]
}

/** Steps of a wizard add up to one sign-up, be they forms of their own or one that changes its fields. */
export const createSteps = (): Steps => {
  let past: Submission[] = []
  const before = (scope: Scope): Submission[] => past.filter((one) => isBefore(one, scope))
  return {
    add: (submission) => {
      const { scope, signature } = submission.before
      // A press, its click and the submit that follows tell of the same step.
      const others = past.filter(
        ({ before }) => before.scope !== scope || before.signature !== signature,
      )
      past = [...others, submission].slice(-MOST_STEPS)
    },
    before,
    fields: (scope, taken) => {
      const known = new Set(taken.map(nameOf))
      return past
        .filter((one) => one.before.scope === scope || isBefore(one, scope))
        .reverse()
        .flatMap(({ reading }) => reading.taken)
        .filter((field) => !known.has(nameOf(field)) && known.add(nameOf(field)))
    },
  }
}
