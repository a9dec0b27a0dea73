import { type Crm, type JsonObject, listItem } from '../crm.ts'
import type { StoredRecord } from '../store/records.ts'
import { money } from './present.ts'

/** What the open and won deals of a contact or an account add up to. */
export function dealTotals(
  kind: 'contact' | 'sales_account',
  record: StoredRecord,
  crm: Crm,
): JsonObject {
  const key = kind === 'contact' ? 'contact' : 'sales_account_id'
  const deals = crm.store.records.find('deal', [key, String(record.id)])
  const inStage = (wanted: string) =>
    deals.filter(
      ({ values }) =>
        listItem(crm, 'deal_stages', values['deal_stage_id'])?.['forecast_type'] === wanted,
    )
  const [open, won] = [inStage('Open'), inStage('Closed Won')]
  return {
    open_deals_amount: open.length > 0 ? money(sum(open)) : null,
    open_deals_count: open.length > 0 ? open.length : null,
    won_deals_amount: money(sum(won)),
    won_deals_count: won.length > 0 ? won.length : null,
  }
}

function sum(deals: StoredRecord[]): number {
  return deals.reduce((total, { values }) => total + Number(values['amount'] ?? 0), 0)
}
