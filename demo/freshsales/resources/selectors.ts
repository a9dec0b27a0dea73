import type { Crm, JsonObject, ListItem, ListName } from '../crm.ts'
import { json } from '../http/answer.ts'
import { type Route, route } from '../http/route.ts'
import { presentLifecycleStage } from '../rules/lifecycle.ts'
import { presentOwner } from '../rules/present.ts'
import { notFound } from '../rules/refusal.ts'

/** Lists not served as they are kept. */
const PRESENT: { readonly [list in ListName]?: (item: ListItem, crm: Crm) => JsonObject } = {
  owners: presentOwner,
  lifecycle_stages: presentLifecycleStage,
  deal_pipelines: (pipeline, { settings }) => ({
    rotting_days: 30,
    aggregated_field: 'expected_deal_value',
    configs: [],
    ...pipeline,
    deal_stages: settings.lists.deal_stages
      .filter(({ deal_pipeline_id }) => deal_pipeline_id === pipeline.id)
      .map((stage, index) => ({
        ...presentStage(stage),
        value: stage.name,
        position: index + 1,
        is_deleted: false,
      })),
  }),
  deal_stages: presentStage,
  sales_activity_types: (type) => ({
    internal_name: `${type['is_default'] ? '' : 'cf_'}${type.name.toLowerCase().replace(/\W+/g, '_')}`,
    show_in_conversation: true,
    is_checkedin: false,
    is_checkedin_mandatory: false,
    is_outcome_mandatory: false,
    ...type,
  }),
}

/** The first, the won and the lost stage of a pipeline cannot be taken away; the others can. */
const FIXED_STAGE = 5
const FREE_STAGE = 2
const LISTS_CHANGED_AT = '2026-01-01T00:00:00Z'

function presentStage(stage: ListItem): JsonObject {
  const isFixed = stage['forecast_type'] !== 'Open' || stage.name === 'New'
  return {
    updated_at: LISTS_CHANGED_AT,
    choice_type: isFixed ? FIXED_STAGE : FREE_STAGE,
    ...stage,
  }
}

/** Which type of activity each kind of task is, by name. */
const ENTITY_TYPES: readonly (readonly [name: string, activityType: string])[] = [
  ['Follow up', 'Task'],
  ['Call reminder', 'Task'],
  ['Email reminder', 'Reminder'],
]

function entityTypes({ settings }: Crm): JsonObject[] {
  return ENTITY_TYPES.map(([name, activityType], index) => ({
    partial: true,
    id: index + 1,
    name,
    sales_activity_type_id:
      settings.lists.sales_activity_types.find((type) => type.name === activityType)?.id ?? null,
    position: index + 1,
    sales_activity_type_name: activityType,
  }))
}

export const selectorRoutes: Route[] = [
  route('GET', '/selector/sales_activity_entity_types', (_call, crm) =>
    json({ sales_activity_entity_types: entityTypes(crm) }),
  ),
  route('GET', '/selector/sales_activity_types/{id}/sales_activity_outcomes', ({ params }, crm) =>
    json({
      sales_activity_outcomes: rows('sales_activity_outcomes', crm, [
        'sales_activity_type_id',
        Number(params['id']),
      ]),
    }),
  ),
  route('GET', '/selector/deal_pipelines/{id}/deal_stages', ({ params }, crm) =>
    json({ deal_stages: rows('deal_stages', crm, ['deal_pipeline_id', Number(params['id'])]) }),
  ),
  route('GET', '/selector/{list}', ({ params }, crm) => json(selector(params['list'] ?? '', crm))),
  route('GET', '/settings/lifecycle_stages', (_call, crm) =>
    json(selector('lifecycle_stages', crm)),
  ),
  route('GET', '/settings/sales_activity_types', (_call, crm) =>
    json(selector('sales_activity_types', crm)),
  ),
  route('GET', '/settings/deal_pipelines', (_call, crm) =>
    json({ ...selector('deal_pipelines', crm), deal_stages: rows('deal_stages', crm) }),
  ),
]

function selector(name: string, crm: Crm): JsonObject {
  if (!Object.hasOwn(crm.settings.lists, name)) throw notFound()
  return { [name === 'owners' ? 'users' : name]: rows(name as ListName, crm) }
}

function rows(list: ListName, crm: Crm, [field, value]: [string?, number?] = []): JsonObject[] {
  const present = PRESENT[list]
  return crm.settings.lists[list]
    .map(
      (item, index) =>
        ({ ...(present?.(item, crm) ?? item), position: index + 1, partial: true }) as JsonObject,
    )
    .filter((row) => field === undefined || row[field] === value)
}
