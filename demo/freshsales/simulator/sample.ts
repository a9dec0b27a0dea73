import type { JsonObject } from '../../../src/protocol/event.ts'

/** A small fictitious company, for looking at the page without a website behind it. */
export const SAMPLE: JsonObject = {
  sales_accounts: [
    {
      name: 'Northwind Bikes',
      website: 'www.northwind-bikes.example',
      city: 'Utrecht',
      country: 'Netherlands',
      number_of_employees: 60,
      tags: ['Key account'],
      custom_field: { cf_plan: 'Pro', cf_seats: 40 },
    },
    {
      name: 'Lumen & Daughters',
      website: 'https://lumen.example',
      city: 'Lyon',
      country: 'France',
      number_of_employees: 12,
    },
    {
      name: 'Harbour Foods',
      website: 'harbourfoods.example',
      city: 'Galway',
      country: 'Ireland',
      number_of_employees: 220,
      annual_revenue: 4200000,
    },
  ],
  contacts: [
    {
      first_name: 'Ada',
      last_name: 'Okafor',
      emails: 'ada@northwind-bikes.example',
      job_title: 'Head of Growth',
      mobile_number: '+31 6 5550 1234',
      city: 'Utrecht',
      country: 'Netherlands',
      lead_source_id: 70_000_000_506,
      campaign_id: 70_000_000_901,
      medium: 'cpc',
      first_source: 'google',
      first_campaign: 'spring',
      accounts: ['Northwind Bikes'],
      tags: ['Newsletter', 'Pricing page'],
      custom_field: {
        cf_plan: 'Pro',
        cf_team_size: 40,
        cf_newsletter: true,
        cf_interests: ['Analytics', 'Reporting'],
        cf_goals: 'We would like a demo for the whole team next week.',
      },
    },
    {
      first_name: 'Jonas',
      last_name: 'Lindqvist',
      emails: 'jonas@northwind-bikes.example',
      job_title: 'CTO',
      accounts: ['Northwind Bikes'],
      lead_source_id: 70_000_000_507,
    },
    {
      first_name: 'Camille',
      last_name: 'Laurent',
      emails: 'camille@lumen.example',
      job_title: 'Founder',
      lifecycle_stage_id: 70_000_000_302,
      accounts: ['Lumen & Daughters'],
      owner_id: 70_000_000_601,
      lead_source_id: 70_000_000_502,
      custom_field: { cf_plan: 'Free' },
    },
    {
      first_name: 'Siobhán',
      last_name: 'Ní Bhriain',
      emails: 'siobhan@harbourfoods.example',
      lifecycle_stage_id: 70_000_000_303,
      accounts: ['Harbour Foods'],
      owner_id: 70_000_000_602,
      tags: ['Customer'],
      custom_field: { cf_plan: 'Enterprise', cf_renewal_date: '2027-03-01' },
    },
    { emails: 'newsletter.reader@mail.example', lead_source_id: 70_000_000_501 },
  ],
  deals: [
    {
      name: 'Northwind Bikes: Pro, 40 seats',
      amount: 9600,
      account: 'Northwind Bikes',
      contacts: ['ada@northwind-bikes.example'],
      expected_close: '2026-12-15',
    },
    {
      name: 'Harbour Foods: renewal',
      amount: 24500.5,
      account: 'Harbour Foods',
      contacts: ['siobhan@harbourfoods.example'],
      deal_stage_id: 70_000_001_106,
    },
  ],
  leads: [
    {
      first_name: 'Tomás',
      last_name: 'Vidal',
      email: 'tomas@claro.example',
      company: { name: 'Claro Travel', city: 'Porto' },
      deal: { name: 'Starter', amount: 480 },
    },
  ],
  notes: [
    { contact: 'camille@lumen.example', description: 'Asked for the French price list.' },
    {
      contact: 'ada@northwind-bikes.example',
      description:
        'Visit of 6 minutes, from google / cpc (campaign “spring”)\n\nPages\n• Home (2×)\n• Pricing (3×)\n• Blog: Ten ways to count bicycles\n\nEvents\n• Plan compared: plan Pro, seats 40\n• Signed up',
    },
  ],
}
