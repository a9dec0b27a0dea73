import { AccountError, ThrottledError } from '../../../src/freshsales/api/errors.ts'
import type { JsonObject } from '../../../src/protocol/event.ts'
import type { Outcome } from './run.ts'

/** What "better than the baseline" means for each case that is not to be copied. */
type IsBetter = (outcome: Outcome) => boolean

const contact = ({ sent }: Outcome): JsonObject => record(sent, 'contact')
const account = ({ sent }: Outcome): JsonObject => record(sent, 'sales_account')
const activity = ({ sent }: Outcome): JsonObject => record(sent, 'sales_activity')

function record(sent: Outcome['sent'], wrapper: string): JsonObject {
  return Object.assign({}, ...sent.map(({ body }) => body?.[wrapper] ?? {})) as JsonObject
}

const isReported = ({ problems }: Outcome, field: string) =>
  problems.some((problem) => problem.field === field)
const writes = ({ sent }: Outcome) => sent.filter(({ method }) => method !== 'GET')
const hasNote = ({ sent }: Outcome) => sent.some(({ url }) => url.endsWith('/notes'))
const isSentTo = (host: string) => (outcome: Outcome) =>
  outcome.sent[0]?.url.startsWith(`https://${host}/crm/sales/api/`) === true

/** Left out, with the rest of the record delivered and the operator told. */
const isLeftOut = (field: string) => (outcome: Outcome) =>
  contact(outcome)[field] === undefined &&
  contact(outcome)['emails'] !== undefined &&
  isReported(outcome, field)

const hasContact = (fields: JsonObject) => (outcome: Outcome) =>
  Object.entries(fields).every(
    ([name, value]) => JSON.stringify(contact(outcome)[name]) === JSON.stringify(value),
  )

const isReferenceReported = (outcome: Outcome) => isLeftOut('owner_id')(outcome)

export const IMPROVEMENTS: { readonly [id: string]: IsBetter } = {
  'oracle-freshsales-type-page': hasNote,
  'oracle-freshsales-integrations-false': ({ sent }) => sent.length === 0,
  'oracle-freshsales-domain-subdomain': isSentTo('testcompany.myfreshworks.com'),
  'oracle-freshsales-domain-url': isSentTo('acme.myfreshworks.com'),
  'oracle-freshsales-config-empty': ({ sent, rejected }) =>
    sent.length === 0 && rejected !== undefined,
  'oracle-freshsales-email-untrimmed': hasContact({ emails: 'ann@acme.example' }),
  'oracle-freshsales-email-array': hasContact({ emails: 'ann@acme.example' }),
  'oracle-freshsales-address-empty-object': (outcome) => !('address' in contact(outcome)),
  'oracle-freshsales-num-true': isReferenceReported,
  'oracle-freshsales-num-invalid': (outcome) =>
    isReferenceReported(outcome) && isLeftOut('territory_id')(outcome),
  'oracle-freshsales-num-bigint': isReferenceReported,
  'oracle-freshsales-snake-ids': hasContact({
    owner_id: 501,
    territory_id: 7,
    lead_source_id: 8,
    lifecycle_stage_id: 9,
    mobile_number: '1',
    work_number: '2',
    time_zone: 'IST',
  }),
  'oracle-freshsales-lead-source-capital': hasContact({ lead_source_id: 8 }),
  'oracle-freshsales-sales-account-id': hasContact({ sales_account_id: 5 }),
  'oracle-freshsales-created-default': (outcome) => !('created_at' in contact(outcome)),
  'oracle-freshsales-created-trait': hasContact({ created_at: '2020-09-05T00:00:00.000Z' }),
  'oracle-freshsales-external-anon': (outcome) => !('external_id' in contact(outcome)),
  'oracle-freshsales-unmapped': (outcome) =>
    account(outcome)['name'] === 'Acme' &&
    record(outcome.sent, 'deal')['amount'] === 1 &&
    isReported(outcome, 'cf_plan'),
  'oracle-freshsales-g-link-dup-secondary': (outcome) =>
    contact(outcome)['sales_accounts'] === undefined && writes(outcome).length === 2,
  'oracle-freshsales-g-numbers': (outcome) =>
    account(outcome)['annual_revenue'] === 10000.5 && isReported(outcome, 'industry_type_id'),
  'oracle-freshsales-g-doc-parent': (outcome) => account(outcome)['parent_sales_account_id'] === 6,
  'oracle-freshsales-g-geo-mixed': (outcome) =>
    account(outcome)['state'] === undefined && account(outcome)['address'] === 'nested nested',
  'oracle-freshsales-t-sa-name-email': (outcome) =>
    activity(outcome)['sales_activity_type_id'] === 11 &&
    activity(outcome)['targetable_type'] === 'Contact',
  'oracle-freshsales-t-sa-name-case': (outcome) =>
    activity(outcome)['sales_activity_type_id'] === 11,
  'oracle-freshsales-t-sa-type-number': (outcome) => activity(outcome)['targetable_id'] === 7001,
  'oracle-freshsales-t-lc-id': hasContact({ lifecycle_stage_id: 21 }),
  'oracle-freshsales-t-lc-name': hasContact({ lifecycle_stage_id: 22 }),
  'oracle-freshsales-t-lc-name-case': hasContact({ lifecycle_stage_id: 22 }),
  'oracle-freshsales-t-lc-userid-email': hasContact({ lifecycle_stage_id: 21 }),
  'oracle-freshsales-t-lc-sel-429': ({ error }) => error instanceof ThrottledError,
  'oracle-freshsales-t-lc-sel-401': ({ error }) => error instanceof AccountError,
  'oracle-freshsales-m-multi-fail': (outcome) =>
    hasContact({ lifecycle_stage_id: 22 })(outcome) && isReported(outcome, 'title'),
  'oracle-freshsales-m-space': hasContact({ lifecycle_stage_id: 21 }),
  'oracle-freshsales-m-empty-to': hasNote,
  'seed-rudder-row-identify-address-traits_address': hasContact({
    address: '6649 N Blue Gum Street',
  }),
  'seed-rudder-row-identify-address-context_traits_address': hasContact({
    address: '6649 N Blue Gum Street',
  }),
  'seed-rudder-row-identify-lead_source_id-traits_LeadSourceId': hasContact({ lead_source_id: 42 }),
  'seed-rudder-row-identify-lead_source_id-context_traits_LeadSourceId': hasContact({
    lead_source_id: 42,
  }),
  'seed-rudder-row-identify-sales_account_id-traits_salesAccountId': hasContact({
    sales_account_id: 42,
  }),
  'seed-segment-group-suite': (outcome) =>
    account(outcome)['website'] === 'https://globex.example' &&
    contact(outcome)['sales_accounts'] !== undefined,
}

/** For cases that are run from elsewhere: something is delivered that was not, with fewer calls, or what is left out is told. */
export function isBetterInGeneral(
  outcome: Outcome,
  baseline: { failed: boolean; calls: number },
): boolean {
  if (baseline.failed) return writes(outcome).length > 0
  const hasAddress = [contact(outcome), account(outcome)].some(
    ({ address }) => typeof address === 'string' && address.trim() !== '',
  )
  return (
    hasAddress ||
    outcome.problems.length > 0 ||
    outcome.sent.length < baseline.calls ||
    activity(outcome)['sales_activity_type_id'] !== undefined
  )
}
