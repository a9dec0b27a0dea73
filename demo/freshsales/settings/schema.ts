import * as v from 'valibot'
import { FIELD_TYPES } from '../facts/field.ts'
import { DEFAULT_LISTS, type ListName } from '../facts/lists.ts'
import { FIELD_KINDS } from './settings.ts'

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

const LIST_NAMES = Object.keys(DEFAULT_LISTS) as ListName[]

const behaviour = v.strictObject({
  contactIdentifiers: texts,
  contactNeeds: v.picklist(['email', 'email or mobile']),
  emailsInUpdate: v.picklist(['replace', 'add']),
  uniqueContactFields: texts,
  recycleBinBlocksEmail: v.boolean(),
  builtInActivityTypesRefused: v.boolean(),
  activityOwnerRequired: v.boolean(),
  activityEndRequired: v.boolean(),
  activityCreatedStatus: v.picklist([200, 201]),
  bulkAcceptedStatus: v.picklist([200, 202]),
  badKeyStatus: v.picklist([401, 403]),
  errorMessages: v.picklist(['list', 'text']),
})

/** What `PUT /simulator/settings` takes: any part of the settings. */
export const settingsChange = v.partial(
  v.strictObject({
    generation: v.picklist(['both', 'modern', 'classic']),
    apiKeys: v.record(v.string(), v.picklist(['full', 'read', 'revoked'])),
    appToken: v.string(),
    tracking: v.boolean(),
    trackingSdks: texts,
    hourlyCalls: count,
    minuteCalls: count,
    rateLimitHeaders: v.boolean(),
    searchLagSeconds: v.pipe(v.number(), v.minValue(0)),
    bulkSeconds: v.pipe(v.number(), v.minValue(0)),
    bulkRecords: count,
    utcOffsetMinutes: v.pipe(v.number(), v.integer()),
    now: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
    required: perKind(texts),
    customFields: perKind(v.array(customField)),
    lists: v.partial(v.strictObject(v.entriesFromList(LIST_NAMES, v.array(listItem)))),
    behaviour: v.partial(behaviour),
  }),
)

export type SettingsChange = v.InferOutput<typeof settingsChange>
