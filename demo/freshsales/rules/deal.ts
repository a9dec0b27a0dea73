import { type Crm, type Json, type JsonObject, listItem } from '../crm.ts'
import { DEAL_FIELDS } from '../facts/dealFields.ts'
import type { StoredRecord } from '../store/records.ts'
import { DEAL_RECORD_TYPE } from './contactAccounts.ts'
import { identifyBy } from './identify.ts'
import type { Draft, Kind } from './kind.ts'
import {
  includeChoice,
  includeOwner,
  money,
  presentCustom,
  presentFields,
  presentLinks,
  presentTimes,
} from './present.ts'
import { presentContacted } from './presentContacted.ts'
import { accountTime } from './times.ts'

const DAY_MS = 86_400_000

export const DEAL: Kind = {
  name: 'deal',
  wrapper: 'deal',
  plural: 'deals',
  fields: DEAL_FIELDS,
  start: () => ({ tags: [], contacts: [] }),
  otherContentTypeStatus: 500,
  settle: (draft, crm) => {
    const { contacts_added_list, contacts_removed_list, ...values } = draft.values
    const removed = idsOf(contacts_removed_list)
    const contacts = [...new Set([...idsOf(values['contacts']), ...idsOf(contacts_added_list)])]
    return {
      ...values,
      ...settleStage(draft, crm),
      contacts: contacts.filter((id) => !removed.includes(id)),
    }
  },
  problems: ({ values }, crm) => [
    ...(values['name'] ? [] : ["Deal name can't be empty"]),
    ...(typeof values['amount'] === 'number' ? [] : ["Deal value can't be empty"]),
    ...(isThere('sales_account', values['sales_account_id'], crm)
      ? []
      : ["Sales account doesn't exist"]),
    ...(idsOf(values['contacts']).every((id) => isThere('contact', id, crm))
      ? []
      : ["Contact doesn't exist"]),
  ],
  identify: (identifier, crm) => identifyBy('deal', ['name', 'id'], identifier, crm),
  present: presentDeal,
  includes: {
    owner: includeOwner,
    deal_type: includeChoice('deal_type_id', 'deal_types', 'deal_types'),
    deal_reason: includeChoice('deal_reason_id', 'deal_reasons', 'deal_reasons'),
    deal_product: includeChoice('deal_product_id', 'deal_products', 'deal_products'),
    deal_payment_status: includeChoice(
      'deal_payment_status_id',
      'deal_payment_statuses',
      'deal_payment_statuses',
    ),
    deal_pipeline: includeChoice('deal_pipeline_id', 'deal_pipelines', 'deal_pipelines'),
    deal_stage: includeChoice('deal_stage_id', 'deal_stages', 'deal_stages'),
    currency: includeChoice('currency_id', 'currencies', 'currencies'),
    source: includeChoice('lead_source_id', 'lead_sources', 'lead_sources'),
    campaign: includeChoice('campaign_id', 'campaigns', 'campaigns'),
    territory: includeChoice('territory_id', 'territories', 'territories'),
    sales_account: ({ values }) => ({
      inside: { sales_account_id: values['sales_account_id'] ?? null },
    }),
    contacts: ({ values }) => ({
      beside: { contacts: idsOf(values['contacts']).map((id) => ({ id, partial: true })) },
    }),
  },
}

function presentDeal(record: StoredRecord, crm: Crm): JsonObject {
  const { values, id } = record
  const amount = money(values['amount'])
  return {
    id,
    ...presentFields(DEAL_FIELDS, record),
    amount,
    base_currency_amount: amount,
    stage_updated_time: values['stage_updated_time'] ?? null,
    expected_deal_value: money(
      (Number(values['amount'] ?? 0) * Number(values['probability'] ?? 0)) / 100,
    ),
    ...presentContacted(record, crm),
    web_form_id: null,
    upcoming_activities_time: null,
    collaboration: {},
    fc_widget_collaboration: {},
    deal_prediction: 0,
    deal_prediction_last_updated_at: null,
    last_deal_prediction: null,
    freddy_forecast_metrics: null,
    has_products: false,
    rotten_days: null,
    age: Math.floor((crm.now - record.createdAt) / DAY_MS),
    record_type_id: DEAL_RECORD_TYPE,
    avatar: null,
    links: presentLinks('deals', id),
    custom_field: presentCustom('deal', record, crm),
    is_deleted: record.deletedAt !== null,
    ...presentTimes(record, crm),
  }
}

/** A new deal stands at the first stage of its pipeline; the probability follows the stage unless it was sent. */
function settleStage({ record, sent, values }: Draft, crm: Crm): JsonObject {
  const pipeline =
    listItem(crm, 'deal_pipelines', values['deal_pipeline_id']) ??
    crm.settings.lists.deal_pipelines[0]
  const stages = crm.settings.lists.deal_stages
  const first = stages.find((stage) => stage['deal_pipeline_id'] === pipeline?.id) ?? stages[0]
  const stage = listItem(crm, 'deal_stages', values['deal_stage_id']) ?? first
  const isMoved = stage?.id !== record?.values['deal_stage_id']
  return {
    deal_pipeline_id: stage?.['deal_pipeline_id'] ?? pipeline?.id ?? null,
    deal_stage_id: stage?.id ?? null,
    ...(isMoved && {
      stage_updated_time: accountTime(crm.now, crm.settings.utcOffsetMinutes),
    }),
    ...(isMoved &&
      sent['probability'] === undefined && { probability: stage?.['probability'] ?? null }),
  }
}

function idsOf(value: Json | undefined): number[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'number') : []
}

function isThere(kind: 'contact' | 'sales_account', id: Json | undefined, crm: Crm): boolean {
  return typeof id !== 'number' || crm.store.records.get(kind, id)?.deletedAt === null
}
