import type { Crm, FieldKind } from '../crm.ts'
import { listItem } from '../crm.ts'
import type { StoredRecord } from '../store/records.ts'

type Shows = (record: StoredRecord, crm: Crm) => boolean

export interface View {
  id: number
  name: string
  /** Freshsales' own; the others were made by the account. */
  isDefault: boolean
  shows: Shows
}

const WEEK_MS = 7 * 86_400_000

const present: Shows = ({ deletedAt }) => deletedAt === null
const among =
  (shows: Shows): Shows =>
  (record, crm) =>
    present(record, crm) && shows(record, crm)
const nothing: Shows = () => false
const mine = among(
  ({ values }, { settings }) => values['owner_id'] === settings.lists.owners[0]?.id,
)
const recent = among(({ updatedAt }, { now }) => now - updatedAt < WEEK_MS)
const made = among(({ createdAt }, { now }) => now - createdAt < WEEK_MS)
const untouched = among(({ values }) => !values['last_contacted_via_sales_activity'])
const inRecycleBin: Shows = ({ deletedAt }) => deletedAt !== null
const inForecast = (wanted: string) =>
  among(
    ({ values }, crm) =>
      listItem(crm, 'deal_stages', values['deal_stage_id'])?.['forecast_type'] === wanted,
  )

/** The views that a new account has, as recorded, and what each shows; the only way to list records. */
const VIEWS: { readonly [kind in FieldKind]: { readonly [name: string]: Shows } } = {
  contact: {
    'My Contacts': mine,
    'My Territory Contacts': nothing,
    'New Contacts': made,
    'All Contacts': present,
    'Recently Modified': recent,
    'Recently Imported': nothing,
    'Never Contacted': untouched,
    'Recycle Bin': inRecycleBin,
  },
  sales_account: {
    'My Accounts': mine,
    'All Accounts': present,
    'My Territory Accounts': nothing,
    'Recently Imported': nothing,
    'Recycle Bin': inRecycleBin,
  },
  deal: {
    'Open Deals': inForecast('Open'),
    'My Deals': mine,
    'My Territory Deals': nothing,
    'Recent Deals': made,
    'Recently Imported': nothing,
    'Lost Deals': inForecast('Closed Lost'),
    'Won Deals': inForecast('Closed Won'),
    'Recycle Bin': inRecycleBin,
  },
  lead: { 'All Leads': present, 'My Leads': mine, 'Recycle Bin': inRecycleBin },
}

const FIRST_ID = 70_000_005_000
const IDS_PER_KIND = 20
const MADE_BY_THE_ACCOUNT = ['Lost Deals', 'Won Deals']

export function viewsOf(kind: FieldKind): View[] {
  const first = FIRST_ID + Object.keys(VIEWS).indexOf(kind) * IDS_PER_KIND + 1
  return Object.entries(VIEWS[kind]).map(([name, shows], index) => ({
    id: first + index,
    name,
    isDefault: !MADE_BY_THE_ACCOUNT.includes(name),
    shows,
  }))
}
