import { type ListItem, numbered } from './listItem.ts'

/**
 * What a fresh account offers to choose from. The stages, statuses and sources are Freshsales' own
 * defaults; owners, campaigns, territories and the custom activity types are of this fictitious company.
 */
const [LEAD, QUALIFIED, CUSTOMER] = [70_000_000_301, 70_000_000_302, 70_000_000_303]
const PIPELINE = 70_000_001_001
const WEBSITE_ACTIVITY = 70_000_000_709

const status = (name: string, lifecycle_stage_id: number, forecast_type = 'Open') => ({
  name,
  lifecycle_stage_id,
  forecast_type,
})
const dealStage = (name: string, probability: number, forecast_type = 'Open') => ({
  name,
  probability,
  forecast_type,
  deal_pipeline_id: PIPELINE,
})
const owner = (name: string, email: string) => ({ name, email, is_active: true })
const activityType = (name: string, is_default: boolean) => ({ name, is_default })
const outcome = (name: string) => ({ name, sales_activity_type_id: WEBSITE_ACTIVITY })

export const DEFAULT_LISTS = {
  lifecycle_stages: numbered(3, ['Lead', 'Sales Qualified Lead', 'Customer']),
  contact_statuses: numbered(4, [
    status('New', LEAD),
    status('Contacted', LEAD),
    status('Interested', LEAD),
    status('Unqualified', LEAD, 'Lost'),
    status('Qualified', QUALIFIED),
    status('Negotiation', QUALIFIED),
    status('Lost', QUALIFIED, 'Lost'),
    status('Won', CUSTOMER, 'Won'),
    status('Churned', CUSTOMER, 'Lost'),
  ]),
  lead_sources: numbered(5, [
    'Web',
    'Organic Search',
    'Email',
    'Phone',
    'Chat',
    'Web Form',
    'Referral',
    'Direct',
    'Paid Search',
    'Blogs',
    'Social Media',
    'Display Ads',
    'Events',
    'Webinar',
  ]),
  owners: numbered(6, [
    owner('Olivia Hart', 'olivia@crm.example'),
    owner('Marco Rossi', 'marco@crm.example'),
    owner('Priya Nair', 'priya@crm.example'),
  ]),
  sales_activity_types: numbered(7, [
    ...[
      'Chat',
      'Phone',
      'Meeting',
      'Task',
      'Email',
      'SMS Outgoing',
      'SMS Incoming',
      'Reminder',
    ].map((name) => activityType(name, true)),
    ...['Website', 'Demo requested', 'Webinar attended'].map((name) => activityType(name, false)),
  ]),
  sales_activity_outcomes: numbered(8, [
    outcome('Interested'),
    outcome('Left message'),
    outcome('Not interested'),
  ]),
  campaigns: numbered(9, ['spring', 'Summer Webinar', 'Partner Programme']),
  deal_pipelines: numbered(10, [{ name: 'Default Pipeline', is_default: true }]),
  deal_stages: numbered(11, [
    dealStage('New', 10),
    dealStage('Qualification', 20),
    dealStage('Discovery', 40),
    dealStage('Demo', 60),
    dealStage('Negotiation', 80),
    dealStage('Won', 100, 'Closed Won'),
    dealStage('Lost', 0, 'Closed Lost'),
  ]),
  deal_types: numbered(12, ['New Business', 'Existing Business']),
  deal_reasons: numbered(13, ['Price', 'Competitor', 'No budget']),
  deal_products: numbered(14, ['Starter', 'Professional']),
  deal_payment_statuses: numbered(15, ['Unpaid', 'Paid']),
  currencies: numbered(16, [
    {
      name: 'EUR',
      currency_code: 'EUR',
      is_active: true,
      exchange_rate: '1.0',
      currency_type: 1,
      schedule_info: null,
    },
    {
      name: 'USD',
      currency_code: 'USD',
      is_active: true,
      exchange_rate: '1.1',
      currency_type: 2,
      schedule_info: null,
    },
  ]),
  territories: numbered(17, ['Europe', 'North America', 'Asia Pacific']),
  industry_types: numbered(18, [
    'Software',
    'Retail',
    'Manufacturing',
    'Healthcare',
    'Real Estate',
    'Education',
  ]),
  business_types: numbered(19, ['Prospect', 'Customer', 'Partner', 'Reseller', 'Competitor']),
  lost_reasons: numbered(20, ['No budget', 'Chose a competitor', 'No reply']),
  lead_stages: numbered(21, ['New', 'Contacted', 'Interested', 'Under review', 'Unqualified']),
  lead_reasons: numbered(22, ['Not a fit', 'No reply']),
} satisfies { [name: string]: ListItem[] }

export type ListName = keyof typeof DEFAULT_LISTS
export type Lists = { [name in ListName]: ListItem[] }

/** Whose id each default is, for checks that the constants above point at the right rows. */
export const DEFAULT_IDS = { LEAD, QUALIFIED, CUSTOMER, PIPELINE, WEBSITE_ACTIVITY } as const
