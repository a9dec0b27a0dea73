import type { Row } from './row.ts'

const own = (...keys: string[]) => keys.map((key) => `traits.${key}`)

/** A deal: the `deal` of an `identify`, or an action of `EVENTS`. RudderStack makes none. */
// biome-ignore format: a table reads best with one row a line
export const DEAL = [
  { field: 'name', from: [], as: 'text', example: 'Pro plan' },
  { field: 'amount', from: [], also: own('value'), as: 'amount', protected: true, example: 1234 },
  { field: 'currency_id', from: [], also: own('currency'), as: 'reference', list: 'currencies', protected: true, example: 'EUR' },
  { field: 'deal_stage_id', from: [], also: own('stage', 'dealStage'), as: 'reference', list: 'deal_stages', protected: true, example: 'Won' },
  { field: 'deal_pipeline_id', from: [], also: own('pipeline', 'dealPipeline'), as: 'reference', list: 'deal_pipelines', protected: true, example: 'Default Pipeline' },
  { field: 'deal_type_id', from: [], also: own('type', 'dealType'), as: 'reference', list: 'deal_types', example: 'New Business' },
  { field: 'deal_reason_id', from: [], also: own('lostReason', 'dealReason'), as: 'reference', list: 'deal_reasons', protected: true, example: 'Price' },
  { field: 'deal_product_id', from: [], also: own('product', 'dealProduct'), as: 'reference', list: 'deal_products', example: 'Pro' },
  { field: 'deal_payment_status_id', from: [], also: own('paymentStatus'), as: 'reference', list: 'deal_payment_statuses', protected: true, example: 'Online' },
  { field: 'expected_close', from: [], also: own('expectedCloseDate', 'closeDate'), as: 'day', example: '2026-03-01' },
  { field: 'closed_date', from: [], as: 'day', protected: true, example: '2026-03-01' },
  { field: 'probability', from: [], as: 'number', protected: true, example: 50 },
  { field: 'forecast_category', from: [], as: 'as it is', protected: true, example: 1 },
  { field: 'owner_id', from: [], also: own('owner'), as: 'reference', list: 'owners', protected: true, example: 'ann@acme.com' },
  { field: 'territory_id', from: [], also: own('territory'), as: 'reference', list: 'territories', protected: true, example: 'North' },
  { field: 'lead_source_id', from: [], also: own('leadSource', 'source'), as: 'reference', list: 'lead_sources', protected: true, example: 'Web' },
  { field: 'campaign_id', from: [], also: own('campaign'), as: 'reference', list: 'campaigns', protected: true, example: 'Spring' },
  { field: 'sales_account_id', from: [], as: 'reference', protected: true, example: 70000000101 },
  { field: 'tags', from: [], as: 'tags', example: ['web'] },
] as const satisfies readonly Row[]
