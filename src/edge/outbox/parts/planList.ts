import { type ListName, listCall } from '../../../freshsales/resolve/catalog.ts'
import type { Resolution } from '../../../freshsales/resolve/resolve.ts'
import { HOUR_MS, MINUTE_MS } from '../../../protocol/time.ts'
import { type CallStep, callStep, type ListPurpose, type PlanContext } from './part.ts'

/** An account's lists change a few times a year; a name that is missing makes us look again sooner. */
export const LIST_KEPT_MS = 6 * HOUR_MS
const LIST_DOUBTED_MS = 10 * MINUTE_MS

/** The list that must be read before this can be sent as well as it can be, if any. */
export function planList(
  resolution: Pick<Resolution, 'missing' | 'unknown'>,
  { catalog, now }: PlanContext,
): CallStep<ListPurpose> | undefined {
  const isOlderThan = (name: ListName, age: number) => now - (catalog[name]?.fetchedAt ?? 0) > age
  const name =
    resolution.missing.find((each) => isOlderThan(each, 0)) ??
    resolution.unknown.find((each) => isOlderThan(each, LIST_DOUBTED_MS))
  return name && callStep<ListPurpose>({ kind: 'list', name }, listCall(name))
}
