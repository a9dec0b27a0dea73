import type { FieldSpelling } from './settings.ts'

/**
 * Where nobody knows how a real account behaves, where accounts are said to differ, or where the
 * evidence contradicts itself. Of two possible answers the default is the stricter one.
 */
export type Behaviour = {
  /** Keys a contact upsert takes as `unique_identifier`; custom fields marked unique are always taken. */
  contactIdentifiers: string[]
  /** Which addresses of a contact an upsert finds it by and no two contacts may share: the primary one, or any. */
  emailIdentity: 'primary' | 'any'
  /** Addresses a contact can have. */
  mostEmails: number
  /** What a new contact must have: an e-mail address, or that or a mobile number. */
  contactNeeds: 'email' | 'email or mobile'
  /** Whether an e-mail sent in an update replaces the addresses of a contact or joins them. */
  emailsInUpdate: 'replace' | 'add'
  /** Text fields of a contact no two contacts may share. */
  uniqueContactFields: string[]
  /** The `subscription_status` that a contact made by the API starts with; a 1 comes with every kind of mail. */
  newSubscriptionStatus: 1 | 2
  /** Whether an e-mail of a contact in the recycle bin is still taken. */
  recycleBinBlocksEmail: boolean
  /** Whether Chat, Phone, Meeting … are refused as types of a sales activity. */
  builtInActivityTypesRefused: boolean
  activityOwnerRequired: boolean
  activityEndRequired: boolean
  activityCreatedStatus: 200 | 201
  /** Whether tasks, appointments and calls are only taken in their wrapper: `{"task": {…}}`. */
  taskWrapperRequired: boolean
  /** What `GET /contacts/{id}/activities` lists: entries of the timeline, or bare sales activities. */
  contactActivities: 'timeline' | 'sales activities'
  bulkAcceptedStatus: 200 | 202
  /** Status for a wrong API key. */
  badKeyStatus: 401 | 403
  /** Whether `Authorization: Token <key>` is as good as `Token token=<key>`. */
  plainTokenAccepted: boolean
  /** Tracking as the official libraries write it, or also without `sdk`, with labels beside `identifier` and with none. */
  trackingBody: 'official' | 'any'
  /** `errors.message` as a list, or as one text as on older paths. */
  errorMessages: 'list' | 'text'
  fieldsInRefusals: FieldSpelling
}

export const DEFAULT_BEHAVIOUR: Behaviour = {
  contactIdentifiers: ['emails', 'id', 'external_id', 'mobile_number'],
  emailIdentity: 'primary',
  mostEmails: 10,
  contactNeeds: 'email',
  emailsInUpdate: 'replace',
  uniqueContactFields: ['mobile_number', 'external_id'],
  newSubscriptionStatus: 1,
  recycleBinBlocksEmail: false,
  builtInActivityTypesRefused: true,
  activityOwnerRequired: false,
  activityEndRequired: true,
  activityCreatedStatus: 201,
  taskWrapperRequired: false,
  contactActivities: 'timeline',
  bulkAcceptedStatus: 200,
  badKeyStatus: 401,
  plainTokenAccepted: false,
  trackingBody: 'official',
  errorMessages: 'list',
  fieldsInRefusals: 'label',
}
