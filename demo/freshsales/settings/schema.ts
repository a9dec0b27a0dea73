import * as v from 'valibot'
import { FIELD_TYPES } from '../facts/field.ts'
import { DEFAULT_LISTS, type ListName } from '../facts/lists.ts'
import { isKnownCall } from '../http/forbidden.ts'
import { FIELD_KINDS, FIELD_SPELLINGS, LANGUAGES } from './settings.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const texts = v.array(v.string())

const customField = v.strictObject({
  name: v.pipe(v.string(), v.startsWith('cf_')),
  label: v.string(),
  type: v.picklist(FIELD_TYPES),
  choices: v.exactOptional(texts),
  maxLength: v.exactOptional(count),
  unique: v.exactOptional(v.boolean()),
  reportedAs: v.exactOptional(v.picklist(FIELD_TYPES)),
})

/** A row may leave out its id, which then follows from its place in the list. */
const listItem = v.looseObject({ id: v.exactOptional(count), name: v.string() })

const perKind = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.partial(v.strictObject(v.entriesFromList(FIELD_KINDS, schema)))

/** Contacts are found by these, so these can be made unique. */
const CONTACT_TEXTS = ['mobile_number', 'work_number', 'external_id'] as const

const forbiddenCall = v.pipe(
  v.string(),
  v.check(isKnownCall, 'not a call of the API; write it as POST /deals or PUT /contacts/{id}'),
)

const LIST_NAMES = Object.keys(DEFAULT_LISTS) as ListName[]

const behaviour = v.strictObject({
  contactIdentifiers: texts,
  emailIdentity: v.picklist(['primary', 'any']),
  mostEmails: count,
  contactNeeds: v.picklist(['email', 'email or mobile']),
  emailsInUpdate: v.picklist(['replace', 'add']),
  uniqueContactFields: v.array(v.picklist(CONTACT_TEXTS)),
  newSubscriptionStatus: v.picklist([1, 2]),
  recycleBinBlocksEmail: v.boolean(),
  builtInActivityTypesRefused: v.boolean(),
  activityOwnerRequired: v.boolean(),
  activityEndRequired: v.boolean(),
  activityCreatedStatus: v.picklist([200, 201]),
  taskWrapperRequired: v.boolean(),
  contactActivities: v.picklist(['timeline', 'sales activities']),
  bulkAcceptedStatus: v.picklist([200, 202]),
  badKeyStatus: v.picklist([401, 403]),
  plainTokenAccepted: v.boolean(),
  trackingBody: v.picklist(['official', 'any']),
  errorMessages: v.picklist(['list', 'text']),
  fieldsInRefusals: v.picklist(FIELD_SPELLINGS),
})

/** What `PUT /simulator/settings` takes: any part of the settings. */
export const settingsChange = v.partial(
  v.strictObject({
    generation: v.picklist(['both', 'modern', 'classic']),
    apiKeys: v.record(v.string(), v.picklist(['full', 'read', 'revoked'])),
    appToken: v.string(),
    tracking: v.boolean(),
    trackingSdks: texts,
    forbidden: v.array(forbiddenCall),
    language: v.picklist(LANGUAGES),
    hourlyCalls: count,
    minuteCalls: count,
    rateLimitHeaders: v.boolean(),
    searchLagSeconds: v.pipe(v.number(), v.minValue(0)),
    bulkSeconds: v.pipe(v.number(), v.minValue(0)),
    bulkRecords: count,
    bulkJobs: count,
    utcOffsetMinutes: v.pipe(v.number(), v.integer()),
    now: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
    required: perKind(texts),
    customFields: perKind(v.array(customField)),
    lists: v.partial(v.strictObject(v.entriesFromList(LIST_NAMES, v.array(listItem)))),
    behaviour: v.partial(behaviour),
  }),
)

export type SettingsChange = v.InferOutput<typeof settingsChange>
