import type { PlanContext } from '../parts/part.ts'
import { Subjects } from '../person/subjects.ts'
import type { DeliveryDeps } from './turn.ts'

/** The people and what planning for them may look at, as they are now. */
export function readPlanContext({ storage, config, lists, now }: DeliveryDeps) {
  const subjects = new Subjects(storage.sql, now())
  const context: PlanContext = {
    now: now(),
    config,
    catalog: lists.snapshot(now()),
    findAccount: (name) => subjects.findAccount(name),
  }
  return { subjects, context }
}
