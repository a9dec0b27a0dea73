import type { Config } from '../../edge/settings/config.ts'
import { interpret } from '../../freshsales/interpret/interpret.ts'
import { looseName } from '../../freshsales/mapping/looseName.ts'
import type { CatalogEntry, ListName } from '../../freshsales/resolve/catalog.ts'
import { FIELD_LISTS } from '../../freshsales/resolve/fieldLists.ts'
import { SERVER } from '../../freshsales/word.ts'
import type { JsonObject } from '../../protocol/event.ts'
import { TRAIT_TABLE } from '../../protocol/form/traitTable.ts'
import { bad, type Findings, good, note } from '../finding.ts'
import type { Account, Lists } from './account.ts'
import { configuredFields } from './checkActivityTypes.ts'

/** Of a deal; a setting names it as `account`. */
const ACCOUNT = 'sales_account_id'

/** Fields that the edge always sends, by the list that says what is compulsory. */
const ALWAYS_SENT: { readonly [list in ListName]?: readonly string[] } = {
  contact_fields: ['emails', 'email'],
  lead_fields: ['emails', 'email'],
  account_fields: ['name'],
  deal_fields: ['name', 'amount'],
}

/** An admin may make any field compulsory; what neither the site nor DEFAULTS says is refused then. */
export async function* checkCompulsory({ config, lists, written }: Account): Findings {
  const isClassic = config.domain.generation === 'classic'
  const person = isClassic ? 'lead' : 'contact'
  const uncovered = (await compulsory(`${person}_fields`, lists)).filter(
    ({ name }) => config.defaults[name] === undefined,
  )
  for (const field of uncovered)
    yield field.name === 'company'
      ? note(
          `${describe(field)} is compulsory for a ${person}; a person without one is refused`,
          'Ask for it in every form, or make it optional in Freshsales.',
        )
      : bad(
          'DEFAULTS',
          `${describe(field)} is compulsory for a ${person}, and DEFAULTS has no value for it`,
          `Add it, so that a person without it is not refused: "DEFAULTS": {"${field.name}": "…"}`,
        )
  if (uncovered.length === 0) yield good(`DEFAULTS and the edge cover what a ${person} must have`)
  if (!isClassic) yield* checkAccountFields(lists)
  yield* checkDealFields({ config, lists, written })
}

/** Accounts come with a name from the site, and there are no defaults for them. */
async function* checkAccountFields(lists: Lists): Findings {
  for (const field of await compulsory('account_fields', lists))
    yield note(
      `${describe(field)} is compulsory for an account; a company without it is refused`,
      'Send it with every group call, or make it optional in Freshsales.',
    )
}

async function* checkDealFields({ config, lists, written }: Account): Findings {
  const deals = configuredFields(config).filter(({ object }) => object === 'deal')
  if (deals.length === 0) return
  const fields = await compulsory('deal_fields', lists)
  for (const deal of deals) {
    const given = { ...deal.fields, ...deal.custom, ...(deal.hasAccount && { [ACCOUNT]: true }) }
    for (const field of fields.filter(({ name }) => !(name in given)))
      yield bad(
        'EVENTS',
        `${written.title(deal)}: ${describe(field)} is compulsory for a deal and not given`,
        `Add it to the event's deal: ${field.name === ACCOUNT ? '"account": "{company}"' : `"${field.name}": "…"`}`,
      )
  }
}

async function compulsory(list: ListName, lists: Lists): Promise<CatalogEntry[]> {
  const always = ALWAYS_SENT[list] ?? []
  return (await lists.entries(list)).filter(
    ({ name, required }) => required === true && !always.includes(name),
  )
}

function describe({ name, label }: CatalogEntry): string {
  return label === undefined ? name : `"${label}" (${name})`
}

/** What the script reads out of forms, Freshsales has no field of its own for, and nobody has made one. */
export async function* checkFormTraits({ config, lists }: Account): Findings {
  const kind = config.domain.generation === 'classic' ? 'lead' : 'contact'
  const list = FIELD_LISTS[kind]
  const fields = list === undefined ? [] : await lists.entries(list)
  // An account that does not show its fields says nothing about one of them.
  if (fields.length === 0) return
  const known = fields.flatMap(({ name, label = '' }) =>
    name.startsWith('cf_') ? [name.slice('cf_'.length), label].map(looseName) : [],
  )
  for (const trait of customTraits(config))
    if (!known.includes(looseName(trait)))
      yield note(
        `forms send ${trait}, the account has no field for it: create cf_${trait}, or it is written into the visit's entry`,
      )
}

/** The traits of a form with everything in it that no field of Freshsales takes. Pure. */
function customTraits({ domain: { generation }, actions, timeline }: Config): string[] {
  const traits: JsonObject = {}
  for (const path of Object.keys(TRAIT_TABLE)) {
    const [trait = path, member] = path.split('.')
    const others = traits[trait] as JsonObject | undefined
    traits[trait] = member === undefined ? 'text' : { ...others, [member]: 'text' }
  }
  const { changes } = interpret(
    {
      type: 'identify',
      messageId: 'doctor',
      anonymousId: 'doctor',
      timestamp: new Date(0).toISOString(),
      traits: { ...traits, email: 'doctor@example.com' },
    },
    { generation, actions, timeline },
    SERVER,
  )
  return changes.flatMap((change) =>
    change.object === 'contact' ? Object.keys(change.custom) : [],
  )
}
