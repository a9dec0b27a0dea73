import type { Answer } from '../../../freshsales/api/call.ts'
import { readRecord } from '../../../freshsales/api/readId.ts'
import type { Problem } from '../../../freshsales/change.ts'
import type { ListName } from '../../../freshsales/resolve/catalog.ts'
import { entriesNamed } from '../../../freshsales/resolve/chooseNamesake.ts'
import type { Json } from '../../../protocol/event.ts'
import { MINUTE_MS } from '../../../protocol/time.ts'
import { isNew, type PersonCore } from '../person/personCore.ts'
import type { StampedRecord } from '../person/stamped.ts'
import type { CallStep, ListPurpose, PlanContext } from './part.ts'
import { planList } from './planList.ts'

/** How far the contact has come in the CRM, as it was read there. */
export interface StageHolder {
  stage?: { lifecycle_stage_id?: number; contact_status_id?: number; at: number }
}

type Stager = PersonCore & StampedRecord & StageHolder

type StageField = 'lifecycle_stage_id' | 'contact_status_id'

const FIELDS: readonly StageField[] = ['lifecycle_stage_id', 'contact_status_id']

/** Sales people move contacts on by hand: what was read is believed this long. */
const READ_KEPT_MS = MINUTE_MS

/** What waits that an event set, and that may only move the contact on. */
const waitingForward = ({ fields }: Stager): StageField[] =>
  FIELDS.filter((name) => fields[name]?.forward && !fields[name].delivered)

/** Nobody knows yet where the contact stands, or no longer. */
export const mustReadStage = (person: Stager, now: number): boolean =>
  !isNew(person) &&
  waitingForward(person).length > 0 &&
  now - (person.stage?.at ?? 0) > READ_KEPT_MS

/** The stage of the contact as it was just read; null: the answer did not say. */
export const freshStage = ({ stage }: StageHolder, now: number): number | null | undefined =>
  stage && now - stage.at <= READ_KEPT_MS ? (stage.lifecycle_stage_id ?? null) : undefined

/** Without these an answer does not tell. */
export const STAGE_INCLUDES = ['lifecycle_stage', 'contact_status'] as const

/** From an answer that was asked for it, or of a contact that was just made, which stands at the beginning. */
export function readStage(person: StageHolder, answer: Answer, now: number): void {
  const contact = readRecord(answer, 'contact') ?? {}
  const known = FIELDS.flatMap((name) => {
    const id = contact[name]
    return typeof id === 'number' ? [[name, id]] : []
  })
  person.stage = { ...Object.fromEntries(known), at: now }
}

/** Stages that events would put the contact back from, or the list that tells their order. */
export function findBackward(
  person: Stager,
  context: PlanContext,
): { list: CallStep<ListPurpose> } | { back: ReadonlySet<string>; problems: Problem[] } {
  const names = isNew(person) ? [] : waitingForward(person)
  const missing = listsFor(names, person).filter((name) => !context.catalog[name])
  const list = planList({ missing, unknown: [] }, context)
  if (list) return { list }
  const present = rankOfPresent(person, context)
  const back = names.filter((name) => {
    const rank = rankOf(name, person.fields[name]?.value ?? null, context)
    return rank !== undefined && present !== undefined && isBefore(rank, present)
  })
  return { back: new Set(back), problems: back.map((field) => ({ field, reason: STAYS })) }
}

/** The statuses only where one of them decides: their list is a call. */
function listsFor(names: readonly StageField[], { stage }: Stager): ListName[] {
  if (names.length === 0) return []
  const isOfStages = names.every((name) => name === 'lifecycle_stage_id')
  const isTold = stage?.lifecycle_stage_id !== undefined || stage?.contact_status_id === undefined
  return isOfStages && isTold ? ['lifecycle_stages'] : ['lifecycle_stages', 'contact_statuses']
}

const STAYS =
  'left as it is: the contact has come further; "back": true in the action of EVENTS lets it go back'

/** The place of a stage among the stages, and of a status among the statuses. */
type Rank = readonly [stage: number, status?: number]

function rankOf(name: StageField, value: Json, { catalog }: PlanContext): Rank | undefined {
  const stages = catalog.lifecycle_stages?.entries ?? []
  const entries = name === 'lifecycle_stage_id' ? stages : (catalog.contact_statuses?.entries ?? [])
  // Of several with that name the furthest counts: which one is meant is found out later.
  const named = typeof value === 'string' ? entriesNamed(entries, value) : []
  const at = entries.findLastIndex((entry) => entry.id === value || named.includes(entry))
  if (at < 0) return undefined
  if (name === 'lifecycle_stage_id') return [at]
  return [stages.findIndex(({ id }) => id === entries[at]?.parent), at]
}

function rankOfPresent({ stage }: Stager, context: PlanContext): Rank | undefined {
  const of = (name: StageField) => {
    const id = stage?.[name]
    return id === undefined ? undefined : rankOf(name, id, context)
  }
  const [reached, status] = [of('lifecycle_stage_id'), of('contact_status_id')]
  // A status of another stage is left over from before.
  return status && (!reached || status[0] === reached[0]) ? status : reached
}

function isBefore([stage, status]: Rank, [presentStage, presentStatus]: Rank): boolean {
  if (stage !== presentStage) return stage < presentStage
  return status !== undefined && presentStatus !== undefined && status < presentStatus
}
