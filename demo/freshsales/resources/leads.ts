import { isObject } from '../crm.ts'
import { json } from '../http/answer.ts'
import { type Route, route } from '../http/route.ts'
import { ACCOUNT } from '../rules/account.ts'
import { CONTACT } from '../rules/contact.ts'
import { DEAL } from '../rules/deal.ts'
import { existing } from '../rules/identify.ts'
import { primaryEmail } from '../rules/keys.ts'
import { LEAD } from '../rules/lead.ts'
import { createRecord, withoutRequired } from '../rules/write.ts'
import { crudRoutes, upsert, upsertRoute } from './crud.ts'
import { timelineRoutes } from './timeline.ts'
import { viewRoutes } from './views.ts'

/** Turns a lead into a contact, with the account and the deal that were inside it. */
const convert = route('POST', '/leads/{id}/convert', ({ params }, crm) => {
  const lead = existing('lead', params['id'], crm)
  const { company, deal, sales_accounts: _none, ...person } = lead.values
  const account =
    isObject(company) && typeof company['name'] === 'string'
      ? upsert(ACCOUNT, { identifier: { name: company['name'] }, sent: company }, crm).record
      : undefined
  const links = account ? [{ id: account.id, is_primary: true }] : []
  const contact = upsert(
    CONTACT,
    {
      identifier: { emails: primaryEmail(lead.values) ?? '' },
      sent: { ...person, sales_accounts: links },
    },
    crm,
  ).record
  if (isObject(deal) && typeof deal['name'] === 'string') {
    const linked = {
      contacts_added_list: [contact.id],
      ...(account && { sales_account_id: account.id }),
    }
    createRecord(DEAL, { amount: 0, ...deal, ...linked }, withoutRequired(crm))
  }
  crm.store.records.save({ ...lead, deletedAt: crm.now })
  return json({ contact: CONTACT.present(contact, crm) })
})

/** Classic accounts only. */
export const leadRoutes: Route[] = [
  upsertRoute(LEAD),
  convert,
  ...viewRoutes(LEAD),
  ...timelineRoutes(LEAD),
  ...crudRoutes(LEAD),
].map((entry) => ({ ...entry, classicOnly: true }))
