import {
  createContact,
  getContact,
  updateContact,
  upsertContact,
} from '../../../freshsales/api/request.ts'
import type { Fields } from '../../../freshsales/change.ts'
import { SET_ONCE_FIELDS } from '../../../freshsales/mapping/tables.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import { isNew } from '../person/personCore.ts'
import { allValues, type Values, waitingValues } from '../person/stamped.ts'
import {
  type ContactPerson,
  type ContactPurpose,
  goesAsLead,
  hasFieldsWaiting,
} from './contactState.ts'
import { isMadeWithLinks, noArrays } from './isMadeWithLinks.ts'
import { callStep, type PlanContext, type Step } from './part.ts'
import { planArrays } from './planArrays.ts'
import { planList } from './planList.ts'

/**
 * One upsert by e-mail carries every field that waits, and reads on the way which accounts and tags
 * the contact has; a second one replaces those with ours added.
 */
export function planContact(
  person: ContactPerson,
  context: PlanContext,
): Step<ContactPurpose> | undefined {
  const { email } = person
  if (!email || goesAsLead(person, context)) return undefined
  const isMade = isMadeWithLinks(person)
  const read = isMade ? { read: noArrays(context.now) } : {}
  const arrays = planArrays({ ...person, ...read }, context)
  if (isMade && arrays.do === 'account' && arrays.account.attempts === 0) return arrays
  // The company first: what is told of a contact that was just made then travels with the link to it.
  if (!isNew(person) && arrays.do === 'account' && arrays.account.attempts === 0) return arrays
  if (!isNew(person) && !hasFieldsWaiting(person)) {
    if (arrays.do === 'nothing') return undefined
    if (arrays.do === 'account') return arrays
    if (arrays.do === 'read' && person.contactId !== undefined)
      return callStep({ kind: 'read' }, getContact(person.contactId, ['sales_accounts']))
  }
  const fields = isMade ? waitingValues(person.fields) : waitingFields(person)
  const values = { fields, custom: waitingValues(person.custom) }
  const resolution = resolve(
    'contact',
    values.fields,
    values.custom,
    context.catalog,
    isNew(person) ? undefined : allValues(person.fields),
  )
  const list = planList(resolution, context)
  if (list) return list

  const { payload, leftOut } = resolution
  const replaced = arrays.do === 'replace' ? arrays : undefined
  const problems = [...resolution.problems, ...(replaced?.problems ?? [])]
  const contact = { ...payload, ...replaced?.payload }
  const purpose: ContactPurpose = {
    kind: 'contact',
    values: { ...values, leftOut },
    ...(replaced && { links: replaced.links, tags: replaced.tags }),
    ...(replaced?.payload['sales_accounts'] && { sendsLinks: true as const }),
  }
  if (isMade && replaced?.payload['sales_accounts'])
    return callStep(purpose, createContact({ emails: email, ...contact }), { problems })
  if (person.emailMoved && person.contactId !== undefined)
    return callStep(purpose, updateContact(person.contactId, { ...contact, emails: email }), {
      problems,
    })
  if (Object.keys(contact).length === 0 && !isNeeded(person, values, context))
    return { do: 'settle', purpose, problems }
  const include = arrays.do === 'read' ? { include: 'sales_accounts' as const } : {}
  return callStep(purpose, upsertContact({ email, contact, ...include }), { problems })
}

/** How someone first came is told of a contact that is new, and never changed in one that was there. */
function waitingFields(person: ContactPerson): Fields {
  const fields = waitingValues(person.fields)
  if (person.existed === undefined) for (const name of SET_ONCE_FIELDS) delete fields[name]
  return fields
}

/** A contact without any field is made for what hangs on it, but not for a value that could not be sent. */
function isNeeded(
  person: ContactPerson,
  { fields, custom }: Values,
  { doOthersWait }: PlanContext,
): boolean {
  if (!isNew(person)) return false
  const isUnsendable = Object.keys(fields).length + Object.keys(custom).length > 0
  return !isUnsendable || doOthersWait('contact')
}
