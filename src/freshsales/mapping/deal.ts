import type { Row } from './row.ts'

const own = (...keys: string[]) => keys.map((key) => `traits.${key}`)

/** A deal: the `deal` of an `identify`, or an action of `EVENTS`. RudderStack makes none. */
// biome-ignore format: a table reads best with one row a line
export const DEAL = [
  { field: 'name', from: [], as: 'text', example: 'Pro plan' },
  { field: 'amount', from: [], also: own('value'), as: 'amount', protected: 'always', example: 1234 },
  { field: 'currency_id', from: [], also: own('currency', 'currencyCode'), as: 'reference', list: 'currencies', example: 'EUR' },
  { field: 'deal_stage_id', from: [], also: own('stage', 'dealStage'), as: 'reference', list: 'deal_stages', protected: 'always', example: 'Won' },
  { field: 'deal_pipeline_id', from: [], also: own('pipeline', 'dealPipeline'), as: 'reference', list: 'deal_pipelines', protected: 'always', example: 'Default Pipeline' },
  { field: 'deal_type_id', from: [], also: own('type', 'dealType'), as: 'reference', list: 'deal_types', example: 'New Business' },
  { field: 'deal_reason_id', from: [], also: own('lostReason', 'dealReason'), as: 'reference', list: 'deal_reasons', protected: 'always', example: 'Price' },
  { field: 'deal_product_id', from: [], also: own('product', 'dealProduct'), as: 'reference', list: 'deal_products', example: 'Pro' },
  { field: 'deal_payment_status_id', from: [], also: own('paymentStatus'), as: 'reference', list: 'deal_payment_statuses', protected: 'always', example: 'Online' },
  { field: 'expected_close', from: [], also: own('expectedCloseDate', 'closeDate'), as: 'day', example: '2026-03-01' },
  { field: 'closed_date', from: [], as: 'day', protected: 'always', example: '2026-03-01' },
  { field: 'probability', from: [], as: 'number', protected: 'always', example: 50 },
  { field: 'forecast_category', from: [], as: 'as it is', protected: 'always', example: 1 },
  { field: 'owner_id', from: [], also: own('owner'), as: 'reference', list: 'owners', protected: 'always', example: 'ann@acme.com' },
  { field: 'territory_id', from: [], also: own('territory'), as: 'reference', list: 'territories', protected: 'always', example: 'North' },
  { field: 'lead_source_id', from: [], also: own('leadSource', 'source'), as: 'reference', list: 'lead_sources', example: 'Web' },
  { field: 'campaign_id', from: [], also: own('campaign'), as: 'reference', list: 'campaigns', example: 'Spring' },
  { field: 'sales_account_id', from: [], as: 'reference', protected: 'always', example: 70000000101 },
  { field: 'tags', from: [], as: 'tags', example: ['web'] },
] as const satisfies readonly Row[]
