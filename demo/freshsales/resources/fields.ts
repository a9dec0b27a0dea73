import type { Crm, Field, FieldKind, JsonObject } from '../crm.ts'
import { ACCOUNT_FIELDS } from '../facts/accountFields.ts'
import { ACTIVITY_FIELDS, ACTIVITY_TIMES } from '../facts/activityFields.ts'
import { CONTACT_FIELDS } from '../facts/contactFields.ts'
import { fieldOf } from '../facts/customField.ts'
import { DEAL_FIELDS } from '../facts/dealFields.ts'
import { TYPE_OF } from '../facts/field.ts'
import { LEAD_COMPANY_FIELDS, LEAD_DEAL_FIELDS, LEAD_FIELDS } from '../facts/leadFields.ts'
import { json } from '../http/answer.ts'
import { type Route, route } from '../http/route.ts'

interface Entity {
  kind?: FieldKind
  model: string
  fields: readonly Field[]
  /** Places the ids of the entity's fields, which are the same for as long as the field exists. */
  firstId: number
  /** Fields that are required whatever an admin says. */
  required: readonly string[]
}

const nested = (fields: readonly Field[], model: string) =>
  fields.map((field) => ({ ...field, model }))
const activityTimes = Object.entries(ACTIVITY_TIMES).map(
  ([name, label]): Field => ({ name, label, holds: 'date', type: 'date' }),
)

const ENTITIES: { readonly [name: string]: Entity } = {
  contacts: {
    kind: 'contact',
    model: 'Contact',
    fields: CONTACT_FIELDS,
    firstId: 70_000_006_000,
    required: [],
  },
  sales_accounts: {
    kind: 'sales_account',
    model: 'SalesAccount',
    fields: ACCOUNT_FIELDS,
    firstId: 70_000_006_200,
    required: ['name'],
  },
  deals: {
    kind: 'deal',
    model: 'Deal',
    fields: DEAL_FIELDS,
    firstId: 70_000_006_400,
    required: ['name', 'amount'],
  },
  leads: {
    kind: 'lead',
    model: 'Lead',
    firstId: 70_000_006_600,
    required: [],
    fields: [
      ...LEAD_FIELDS,
      ...nested(LEAD_COMPANY_FIELDS, 'LeadCompany'),
      ...nested(LEAD_DEAL_FIELDS, 'LeadDeal'),
    ],
  },
  sales_activities: {
    model: 'SalesActivity',
    firstId: 70_000_006_800,
    fields: [...ACTIVITY_FIELDS, ...activityTimes],
    required: ['title', 'start_date', 'end_date', 'sales_activity_type_id'],
  },
}

export const fieldRoutes: Route[] = Object.entries(ENTITIES).flatMap(([name, entity]) => {
  const fields = route('GET', `/settings/${name}/fields`, ({ query }, crm) => {
    const groups = query.get('include')?.includes('field_group') ? { field_groups: [] } : {}
    return json({ fields: metadata(entity, crm), ...groups })
  })
  const forms = route('GET', `/settings/${name}/forms`, (_call, crm) =>
    json({
      forms: [
        {
          id: entity.firstId,
          name: `${entity.model} form`,
          active: true,
          fields: metadata(entity, crm),
        },
      ],
    }),
  )
  const classicOnly = name === 'leads'
  return [
    { ...fields, classicOnly },
    { ...forms, classicOnly },
  ]
})

function metadata({ kind, model, fields, firstId, required }: Entity, crm: Crm): JsonObject[] {
  const custom = kind ? crm.settings.customFields[kind].map(fieldOf) : []
  const compulsory = [...required, ...(kind ? crm.settings.required[kind] : [])]
  return [...fields.filter(({ into }) => into === undefined), ...custom].map((field, index) => ({
    id: firstId + index + 1,
    label: field.label,
    name: field.name,
    type: field.type ?? TYPE_OF[field.holds],
    default: !field.name.startsWith('cf_'),
    actionable: !field.readOnly,
    position: index + 1,
    choices: choices(field, firstId + index + 1, crm),
    base_model: field.model ?? model,
    required: compulsory.includes(field.name),
    quick_add_position: null,
    visible: true,
  }))
}

/** Ids of choices are numbers on most fields, and texts on the lifecycle stage. */
function choices(
  { name, list, codes = {}, choices: texts = [] }: Field,
  id: number,
  crm: Crm,
): JsonObject[] {
  if (list) {
    return crm.settings.lists[list].map((item, index) => ({
      position: index + 1,
      id: name === 'lifecycle_stage_id' ? String(item.id) : item.id,
      value: item.name,
    }))
  }
  const fixed = Object.entries(codes).map(([code, value]) => ({ id: Number(code), value }))
  return [...fixed, ...texts.map((value, index) => ({ id: id * 10 + index, value }))].map(
    (choice, index) => ({ ...choice, position: index + 1 }),
  )
}
