import { type Field, listIds, texts } from './field.ts'

export const DEAL_FIELDS: readonly Field[] = [
  ...texts({ name: 'Deal name' }),
  { name: 'amount', label: 'Deal value', holds: 'amount' },
  { name: 'expected_close', label: 'Expected close date', holds: 'date' },
  { name: 'closed_date', label: 'Closed date', holds: 'date' },
  {
    name: 'sales_account_id',
    label: 'Account name',
    holds: 'number',
    type: 'auto_complete',
    hidden: true,
  },
  { name: 'contacts_added_list', label: 'Related contacts', holds: 'recordIds', hidden: true },
  { name: 'contacts_removed_list', label: 'Removed contacts', holds: 'recordIds', hidden: true },
  ...listIds({ deal_pipeline_id: ['Deal pipeline', 'deal_pipelines'] }),
  {
    name: 'deal_stage_id',
    label: 'Deal stage',
    holds: 'listId',
    list: 'deal_stages',
    refusal: "Deal stage doesn't exist",
  },
  { name: 'probability', label: 'Probability (%)', holds: 'number' },
  // To be asked for with `include`.
  ...listIds({
    owner_id: ['Sales owner', 'owners'],
    deal_type_id: ['Type', 'deal_types'],
    deal_reason_id: ['Lost reason', 'deal_reasons'],
    deal_product_id: ['Product', 'deal_products'],
    deal_payment_status_id: ['Payment status', 'deal_payment_statuses'],
    currency_id: ['Currency', 'currencies'],
    lead_source_id: ['Source', 'lead_sources'],
    campaign_id: ['Campaign', 'campaigns'],
    territory_id: ['Territory', 'territories'],
  }).map((field) => ({ ...field, hidden: true })),
  {
    name: 'forecast_category',
    label: 'Forecast category',
    holds: 'code',
    codes: { '1': 'Committed', '2': 'Best case' },
  },
  { name: 'tags', label: 'Tags', holds: 'tags' },
]
