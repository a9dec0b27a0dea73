import { writeFileSync } from 'node:fs'
import { KINDS } from '../../src/freshsales/coercion/kind.ts'
import { CLICK_IDS, HOSTS } from '../../src/freshsales/mapping/channels.ts'
import { camelCase, type Row } from '../../src/freshsales/mapping/row.ts'
import { TABLES } from '../../src/freshsales/mapping/tables.ts'
import { REMEDIES } from '../../src/freshsales/repair/remedies.ts'
import { LISTS } from '../../src/freshsales/resolve/catalog.ts'

/** Writes `docs/mapping.md` from the tables: `node test/checks/mapping-docs.ts`. */

export const MAPPING_DOCS = 'docs/mapping.md'

/** The traits that Segment's destination renames. */
const RENAMED_BY_SEGMENT: { readonly [field: string]: string } = {
  job_title: 'title',
  work_number: 'phone',
}

interface Section {
  title: string
  intro: string
  rows: readonly Row[]
  segment: boolean
}

const SECTIONS: readonly Section[] = [
  {
    title: 'Contact: `identify`',
    intro:
      'Found by the e-mail address: `email` in the traits, in `context.traits`, in the properties, or a `userId` that is one; without a display name and what is pasted along, lower-cased, checked. Where none of these has one, `userEmail`, `work_email`, `contactEmail`, `emails` (also `[{value, primary}]`) and the like have it. Of several in one text the first counts. The `userId` of a call is taken from a page as well; as a trait it is not. `name` (also `fullName`, `displayName`, or `{first, last}`) is split where the halves are not given. The usual words for name, phone and place in German, French, Spanish, Portuguese and Italian are understood as well (`vorname`, `téléphone`, `ciudad`). `company` (also `companyName`, `organization`, `accountName`; of a list each) and `deal` make an account and a deal. `tags` are added to those that are there. `fsContact` and `fs_contact` (true or "true") make a contact where people would be leads otherwise: on accounts of the first Freshsales (`*.freshsales.io`).',
    rows: TABLES.contact,
    segment: true,
  },
  {
    title: 'Account: `group`, and `company` of an `identify`',
    intro:
      'Found by its name. In a `group`, `context.traits` count only while they do not describe a person, and never as a second address.',
    rows: TABLES.account,
    segment: true,
  },
  {
    title: 'Deal: `deal` of an `identify`, and the `deal` action',
    intro: 'One deal of a name for each person: the same name again changes the same deal.',
    rows: TABLES.deal,
    segment: true,
  },
  {
    title: 'Task: the `task` action',
    intro:
      'For a sales rep, on the contact. `dueInDays` counts from the event, at the same time of the day in the person’s time zone; without a time zone, in UTC. The title and the description may also name fields of the person: `Call {email}`, `{first_name}`.',
    rows: TABLES.task,
    segment: false,
  },
  {
    title: 'Sales activity: the event `sales_activity`',
    intro:
      'Title, type, start and end are needed. `context.externalId` names another record than the person: `{"type": "Deal", "id": 5}`, alone or in a list.',
    rows: TABLES.activity,
    segment: false,
  },
]

export const EXAMPLE_EVENTS = {
  'Signed Up': { lifecycleStage: 'Lead', tag: 'signed up', from: 'page' },
  'Demo Requested': {
    status: 'Interested',
    activity: { type: 'Demo', title: 'Demo for {company}', minutes: 30 },
  },
  'Quote Requested': { task: { title: 'Call {email}', dueInDays: 1, owner: 'ann@acme.com' } },
  'Order Completed': { deal: { name: 'Order {order_id}', amount: '{revenue}', stage: 'Won' } },
  'Call Logged': 'sales_activity',
}

export function renderMappingDocs(): string {
  return [
    '# What becomes of every trait',
    '',
    'Generated from the tables in `src/freshsales/mapping` by `npm run docs`; a check keeps it in step.',
    '',
    'The first source with a value wins. A trait is looked for in `traits` and then in `context.traits`; last of all, the field’s own name in any spelling (`lead_source_id`, `leadSourceId`, `Lead Source ID`). A value that does not fit is left out and reported, the rest of the record is kept.',
    '',
    '<sup>R</sup> RudderStack’s destination loses it. <sup>S</sup> Segment’s destination loses it.',
    '',
    'A public page may set what the tables say “yes” to; the rest decides about a lead, its money, its consent or its links, and is taken from a server’s key or a signed identity only. The `fields` of a write key may name more.',
    '',
    ...SECTIONS.flatMap(renderSection),
    ...renderTypes(),
    ...renderCustomFields(),
    ...renderChannels(),
    ...renderEvents(),
    ...renderLists(),
    ...renderRemedies(),
  ].join('\n')
}

function renderSection({ title, intro, rows, segment }: Section): string[] {
  return [
    `## ${title}`,
    '',
    intro,
    '',
    '| source | field | type | a page may set it | with a value that is there | example |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${sourcesOf(row, segment).join(' · ')} | ${fieldOf(row)} | ${typeOf(row)} | ${BY_A_PAGE[row.protected ?? 'never']} | ${WRITES[row.writes ?? 'replaces']} | \`${JSON.stringify(row.example)}\` |`,
    ),
    '',
  ]
}

function sourcesOf(row: Row, segment: boolean): string[] {
  const { field, from, also = [] } = row
  const listed = [
    ...from.map((path) => ({ path, isNew: false })),
    ...also.map((path) => ({ path, isNew: true })),
  ]
  const sources = new Map<string, string>()
  for (const { path, isNew } of listed) {
    const key = path.replace(/^(?:context\.)?traits\./, '')
    const lost = marks({
      rudder: isNew || row.lostByRudderStack !== undefined,
      segment: !(segment && isReadBySegment(field, path, key)),
    })
    if (!sources.has(key)) sources.set(key, `\`${key}\`${lost}`)
  }
  const own = camelCase(field)
  const hasOwn =
    segment && row.instead === undefined && row.writes !== 'once' && !field.startsWith('latest_')
  if (hasOwn && !sources.has(own))
    sources.set(own, `\`${own}\`${marks({ rudder: true, segment: false })}`)
  return [...sources.values()]
}

function isReadBySegment(field: string, path: string, key: string): boolean {
  return (
    path.startsWith('traits.') && (key === camelCase(field) || key === RENAMED_BY_SEGMENT[field])
  )
}

function marks({ rudder, segment }: { rudder: boolean; segment: boolean }): string {
  const lostBy = [...(rudder ? ['R'] : []), ...(segment ? ['S'] : [])]
  return lostBy.length === 0 ? '' : `<sup>${lostBy.join(' ')}</sup>`
}

function fieldOf({ field, instead, lostByRudderStack }: Row): string {
  const notes = [
    ...(instead === undefined ? [] : ['if none is given']),
    ...(lostByRudderStack ? [`RudderStack: ${lostByRudderStack}`] : []),
  ]
  return `\`${instead ?? field}\`${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`
}

const BY_A_PAGE = { never: 'yes', 'once there': 'of a new contact', always: 'no' } as const

const WRITES = {
  replaces: 'replaces it',
  fills: 'leaves it',
  once: 'leaves it: the first one stays',
} as const

function typeOf({ as, list }: Row): string {
  if (as !== 'reference') return as
  return list === undefined ? 'id' : `id, or a name from the account’s \`${list}\``
}

function renderTypes(): string[] {
  return [
    '## What a type takes',
    '',
    'Texts are brought into one spelling (NFC, one blank, no invisible characters). Texts such as `null`, `undefined`, `N/A`, `none` and `-` say nothing, as do unfilled placeholders (`{{first_name}}`), lists in which nobody chose (`-- Select --`) and empty lists; `null` itself empties a field when a server’s key or a signed identity sends it. A value that can be read in two ways, or not at all, is left out with a reason, and the rest of the record is kept.',
    '',
    '| type | is read | is left out |',
    '|---|---|---|',
    ...Object.entries(KINDS).map(
      ([kind, { reads, refuses }]) => `| ${kind} | ${reads} | ${refuses} |`,
    ),
    '',
  ]
}

function renderCustomFields(): string[] {
  return [
    '## Custom fields',
    '',
    'A trait that no table knows goes to the custom field of that name, label or API name (`cfPlan`, `cf_plan`, `Plan`, `plan`) under `custom_field`, in the type the field has: text, number, date, true or false, one choice, several choices. Choices are compared whatever their case. RudderStack loses all of these; Segment takes `cfPlan` only. Click ids (`gclid`, `fbclid`, …) go to the custom fields that the configuration names for them.',
    '',
  ]
}

/** From the tables, and what they leave to the code in words. */
function renderChannels(): string[] {
  const sources = Object.entries(HOSTS).map(([medium, lines]) => {
    const names = lines
      .trim()
      .split('\n')
      .map((line) => line.trim().split(':')[0])
    return `| \`${medium}\` | ${names.join(', ')} |`
  })
  const clicks = Object.entries(CLICK_IDS).map(([name, channel]) => `\`${name}\` → ${channel}`)
  return [
    '## Channels',
    '',
    'How a visit came: UTM parameters win; a click id fills what they leave open (`utm_source=google&gclid=…` is `google / cpc`), then the site that linked here. What no table knows is `<host> / referral`, and who came by none of these `direct / none`. `first_source` and `first_medium` tell of the first visit, `latest_*` of the latest that was not direct, `last_*` of the one before the contact was made. Of another library’s pages the address and the referrer are read.',
    '',
    '| medium | sources |',
    '|---|---|',
    ...sources,
    '',
    `Click ids: ${clicks.join(', ')}. A click id of Facebook stands in every link out of it, paid or not.`,
    '',
    'A contact that is new also gets its lead source, if the site and `DEFAULTS` name none and the account has one of that name: `Organic Search`, `Paid Search`, `Organic Social`, `Paid Social`, `Email`, `AI Assistant`, `Referral`, `Direct`.',
    '',
    'The setting `CHANNELS` adds to the table and wins over it: `{"partner.example": "acme partners / partner / Partner", "aff_id": "affiliates / cpa"}` is a host with its subdomains, and a parameter of the address; the third part names the lead source.',
    '',
  ]
}

function renderEvents(): string[] {
  return [
    '## Events',
    '',
    'An event does what the `EVENTS` configuration says: any field of a contact (`lifecycleStage`, `status`, `owner`, `cf_plan`, …), `tag`, `activity`, `task`, `deal`. Several at once are carried out each on its own. A text may hold `{property}` of the event, `{order.id}` looks inside; a text with a placeholder that the event has nothing for is not written, and the reason says which. Anybody can send a page’s events: an action that sets a protected field (a stage, a status, an owner, the amount or the stage of a deal) acts on the word of a server or a signed identity, and on a page’s with `"from": "page"` beside it. A stage and a status that an event sets only move the contact on: where it has come further, it stays, and the delivery says so; `"back": true` beside them lets the action put it back.',
    '',
    '```json',
    JSON.stringify(EXAMPLE_EVENTS, null, 2),
    '```',
    '',
    'RudderStack’s event names `sales_activity` and `lifecycle_stage` work as they are, and its list of `{"from", "to"}` is read as well. Page views and all other events are told in one timeline entry for each visit; RudderStack loses them.',
    '',
  ]
}

function renderLists(): string[] {
  return [
    '## Names instead of ids',
    '',
    'Fetched when first needed, remembered for hours. Owners are named by e-mail address or name.',
    '',
    '| list | path |',
    '|---|---|',
    ...Object.entries(LISTS).map(([name, { path }]) => `| \`${name}\` | \`${path}\` |`),
    '',
  ]
}

function renderRemedies(): string[] {
  const does = {
    truncate: 'the field is cut',
    drop: 'the field is left out',
    keep: 'nothing can be spared; the record is put aside',
  }
  return [
    '## When Freshsales refuses a record',
    '',
    '| Freshsales says | what is done, once |',
    '|---|---|',
    ...REMEDIES.map(({ says, remedy }) => `| ${says} | ${does[remedy]} |`),
    '| anything else that names one field of the record, in English, Spanish, German, French or Portuguese, by its API name, its label or its value | the field is left out; a currency with its amount, a pipeline with its stage |',
    '',
  ]
}

if (import.meta.main) writeFileSync(MAPPING_DOCS, renderMappingDocs())
