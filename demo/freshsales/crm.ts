import type { Json, JsonObject } from '../../src/protocol/event.ts'
import type { Field } from './facts/field.ts'
import type { ListItem } from './facts/listItem.ts'
import type { ListName } from './facts/lists.ts'
import type { FieldKind, Settings } from './settings/settings.ts'
import type { Store } from './store/store.ts'

/** All that the rules and resources of the account work with, for the time of one call. */
export interface Crm {
  store: Store
  settings: Settings
  /** Epoch milliseconds, by the account's clock. */
  now: number
}

export type { Field, FieldKind, Json, JsonObject, ListItem, ListName }

/** A row of one of the account's lists, by id. Numbers and numeric texts are ids; a label is not. */
export function listItem(crm: Crm, list: ListName, id: Json | undefined): ListItem | undefined {
  const wanted = toId(id)
  return crm.settings.lists[list].find((item) => item.id === wanted)
}

export function toId(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
