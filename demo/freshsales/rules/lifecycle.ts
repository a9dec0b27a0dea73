import { type Crm, type JsonObject, type ListItem, listItem } from '../crm.ts'
import type { Draft } from './kind.ts'

/** Stage and status after a write: a new contact starts at the first of each, a new stage at its first status. */
export function settleLifecycle({ sent, values }: Draft, crm: Crm): JsonObject {
  const stage =
    listItem(crm, 'lifecycle_stages', values['lifecycle_stage_id']) ??
    crm.settings.lists.lifecycle_stages[0]
  if (!stage) return {}
  const status = listItem(crm, 'contact_statuses', values['contact_status_id'])
  const keepsStatus = status && (belongs(status, stage) || isSent(sent))
  const settled = keepsStatus
    ? status
    : crm.settings.lists.contact_statuses.find((first) => belongs(first, stage))
  return { lifecycle_stage_id: stage.id, contact_status_id: settled?.id ?? null }
}

/** A status belongs to one stage and is refused on any other. */
export function lifecycleProblems({ values }: Draft, crm: Crm): string[] {
  const stage = listItem(crm, 'lifecycle_stages', values['lifecycle_stage_id'])
  const status = listItem(crm, 'contact_statuses', values['contact_status_id'])
  return stage && status && !belongs(status, stage) ? ['Invalid contact status provided.'] : []
}

function belongs(status: ListItem, stage: ListItem): boolean {
  return status['lifecycle_stage_id'] === stage.id
}

function isSent({ contact_status_id }: JsonObject): boolean {
  return contact_status_id !== undefined && contact_status_id !== null && contact_status_id !== ''
}

/** A stage as the account's lists have it, with the statuses that belong to it. */
export function presentLifecycleStage(stage: ListItem, { settings }: Crm): JsonObject {
  const { lifecycle_stages, contact_statuses } = settings.lists
  return {
    ...stage,
    position: lifecycle_stages.findIndex(({ id }) => id === stage.id) + 1,
    disabled: false,
    default: stage.id === lifecycle_stages[0]?.id,
    type: stage.name,
    contact_status_ids: contact_statuses
      .filter((status) => belongs(status, stage))
      .map(({ id }) => id),
  }
}
