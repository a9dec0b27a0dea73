import type { Delivering } from './deliver.ts'
import type { World } from './step.ts'
import { Subjects } from './subjects.ts'

/** The people and what planning for them may look at, as they are now. */
export function openWorld({ storage, config, lists, now }: Delivering) {
  const subjects = new Subjects(storage.sql, now())
  const world: World = {
    now: now(),
    config,
    catalog: lists.snapshot(now()),
    findAccount: (name) => subjects.findAccount(name),
  }
  return { subjects, world }
}
