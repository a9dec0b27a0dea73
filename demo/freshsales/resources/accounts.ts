import type { Crm } from '../crm.ts'
import type { Route } from '../http/route.ts'
import { ACCOUNT } from '../rules/account.ts'
import { crudRoutes, upsertRoute } from './crud.ts'
import { timelineRoutes } from './timeline.ts'
import { viewRoutes } from './views.ts'

export const accountRoutes: Route[] = [
  upsertRoute(ACCOUNT),
  ...viewRoutes(ACCOUNT),
  ...timelineRoutes(ACCOUNT),
  ...crudRoutes(ACCOUNT).map(withAssociated),
]

/** `DELETE …?delete_associated_contacts_deals=true` takes the account's contacts and deals along. */
function withAssociated(entry: Route): Route {
  if (entry.method !== 'DELETE' || entry.path !== '/sales_accounts/{id}') return entry
  return {
    ...entry,
    handle(call, crm) {
      const isWanted = call.query.get('delete_associated_contacts_deals') === 'true'
      const answer = entry.handle(call, crm)
      if (isWanted) deleteAssociated(call.params['id'] ?? '', crm)
      return answer
    },
  }
}

function deleteAssociated(id: string, crm: Crm): void {
  const associated = [
    ...crm.store.records.find('contact', ['sales_account', id]),
    ...crm.store.records.find('deal', ['sales_account_id', id]),
  ]
  for (const record of associated) crm.store.records.save({ ...record, deletedAt: crm.now })
}
