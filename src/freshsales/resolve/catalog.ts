import type { Json } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Answer, Call } from '../api/call.ts'

/** The account's own lists: what a name is called by id, and which custom fields there are. Pure. */

const selector = (name: string, answerKey = name) => ({ path: `/selector/${name}`, answerKey })
const fields = (object: string) => ({ path: `/settings/${object}/fields`, answerKey: 'fields' })

/** Every list: where it is read and under which key it is answered. */
export const LISTS = {
  owners: selector('owners', 'users'),
  lifecycle_stages: selector('lifecycle_stages'),
  contact_statuses: selector('contact_statuses'),
  lead_sources: selector('lead_sources'),
  campaigns: selector('campaigns'),
  territories: selector('territories'),
  sales_activity_types: selector('sales_activity_types'),
  sales_activity_outcomes: selector('sales_activity_outcomes'),
  industry_types: selector('industry_types'),
  business_types: selector('business_types'),
  deal_stages: selector('deal_stages'),
  deal_pipelines: selector('deal_pipelines'),
  deal_types: selector('deal_types'),
  deal_reasons: selector('deal_reasons'),
  deal_products: selector('deal_products'),
  deal_payment_statuses: selector('deal_payment_statuses'),
  currencies: selector('currencies'),
  contact_fields: fields('contacts'),
  account_fields: fields('sales_accounts'),
  deal_fields: fields('deals'),
  lead_fields: fields('leads'),
  activity_fields: fields('sales_activities'),
} as const satisfies { [name: string]: { path: string; answerKey: string } }

export type ListName = keyof typeof LISTS

/** The list of an object's own fields, where Freshsales has one. */
export function fieldListOf(object: string): ListName | undefined {
  return Object.keys(LISTS).find((name): name is ListName => name === `${object}_fields`)
}

/** One line of a list: an owner, a stage, a field. */
export interface CatalogEntry {
  id: number
  /** What people call it; for a field its API name. */
  name: string
  /** Owners: the other way to name them. */
  email?: string
  /** Contact statuses: their lifecycle stage. Deal stages: their pipeline. */
  parent?: number
  /** Fields: what the account shows. */
  label?: string
  /** Fields: `text`, `number`, `dropdown`, … */
  type?: string
  /** Fields: an admin made it compulsory. */
  required?: boolean
  /** Fields: what a dropdown offers. */
  choices?: readonly Choice[]
}

export interface Choice {
  id: number
  value: string
}

/** What is known of the account; a list that was never fetched is absent. */
export type Catalog = {
  readonly [name in ListName]?: { entries: readonly CatalogEntry[]; fetchedAt: number }
}

export function listCall(name: ListName): Call {
  return { method: 'GET', path: LISTS[name].path }
}

/** Reads the answer to `listCall`; lines that are switched off in the account are left out. */
export function parseList(name: ListName, answer: Answer): CatalogEntry[] {
  const list = answer.body[LISTS[name].answerKey]
  return Array.isArray(list) ? list.flatMap(parseEntry) : []
}

function parseEntry(item: Json): CatalogEntry[] {
  if (!isObject(item) || item['disabled'] === true || item['is_active'] === false) return []
  const id = Number(item['id'])
  const name = text(item['name'] ?? item['display_name'] ?? item['currency_code'])
  if (!Number.isSafeInteger(id) || name === undefined) return []
  const entry: CatalogEntry = { id, name }
  const email = text(item['email'])
  const parent = Number(item['lifecycle_stage_id'] ?? item['deal_pipeline_id'])
  const label = text(item['label'])
  const type = text(item['type'])
  if (email !== undefined) entry.email = email.toLowerCase()
  if (Number.isSafeInteger(parent)) entry.parent = parent
  if (label !== undefined) entry.label = label
  if (type !== undefined) entry.type = type
  if (item['required'] === true) entry.required = true
  if (Array.isArray(item['choices'])) entry.choices = item['choices'].flatMap(parseChoice)
  return [entry]
}

/** Choice ids come as numbers on some fields and as strings on others. */
function parseChoice(choice: Json): Choice[] {
  if (!isObject(choice)) return []
  const value = text(choice['value'])
  return value === undefined ? [] : [{ id: Number(choice['id']), value }]
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
