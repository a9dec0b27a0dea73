import type { FieldKind } from '../settings/settings.ts'
import { ACCOUNT } from './account.ts'
import { CONTACT } from './contact.ts'
import { DEAL } from './deal.ts'
import type { Kind } from './kind.ts'
import { LEAD } from './lead.ts'

export const KINDS: { readonly [kind in FieldKind]: Kind } = {
  contact: CONTACT,
  sales_account: ACCOUNT,
  deal: DEAL,
  lead: LEAD,
}
