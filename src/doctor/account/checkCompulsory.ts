import type { Config } from '../../edge/config.ts'
import type { CatalogEntry, ListName } from '../../freshsales/resolve/catalog.ts'
import { bad, type Findings, good, note } from '../finding.ts'
import { configuredFields } from './configuredFields.ts'
import type { Lists } from './lists.ts'

/** Fields that the edge always sends, by the list that says what is compulsory. */
const ALWAYS_SENT: { readonly [list in ListName]?: readonly string[] } = {
  contact_fields: ['emails', 'email'],
  lead_fields: ['emails', 'email'],
  account_fields: ['name'],
  deal_fields: ['name', 'amount'],
}

/** An admin may make any field compulsory; what neither the site nor DEFAULTS says is refused then. */
export async function* checkCompulsory(config: Config, lists: Lists): Findings {
  const isClassic = config.domain.generation === 'classic'
  const person = isClassic ? 'lead' : 'contact'
  const uncovered = (await compulsory(`${person}_fields`, lists)).filter(
    ({ name }) => config.defaults[name] === undefined,
  )
  for (const field of uncovered)
    yield bad(
      'DEFAULTS',
      `${describe(field)} is compulsory for a ${person}, and DEFAULTS has no value for it`,
      `Add it, so that a person without it is not refused: "DEFAULTS": {"${field.name}": "…"}`,
    )
  if (uncovered.length === 0) yield good(`DEFAULTS and the edge cover what a ${person} must have`)
  if (!isClassic) yield* checkAccountFields(lists)
  yield* checkDealFields(config, lists)
}

/** Accounts come with a name from the site, and there are no defaults for them. */
async function* checkAccountFields(lists: Lists): Findings {
  for (const field of await compulsory('account_fields', lists))
    yield note(
      `${describe(field)} is compulsory for an account; a company without it is refused`,
      'Send it with every group call, or make it optional in Freshsales.',
    )
}

async function* checkDealFields(config: Config, lists: Lists): Findings {
  const deals = configuredFields(config).filter(({ object }) => object === 'deal')
  if (deals.length === 0) return
  const fields = await compulsory('deal_fields', lists)
  for (const { event, fields: given, custom } of deals)
    for (const field of fields.filter(({ name }) => !(name in given) && !(name in custom)))
      yield bad(
        'EVENTS',
        `EVENTS "${event}": ${describe(field)} is compulsory for a deal and not given`,
        `Add it to the event's deal: "${field.name}": "…"`,
      )
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
