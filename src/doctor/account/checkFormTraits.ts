import type { Config } from '../../edge/settings/config.ts'
import { interpret } from '../../freshsales/interpret/interpret.ts'
import { looseName } from '../../freshsales/mapping/looseName.ts'
import { FIELD_LISTS } from '../../freshsales/resolve/fieldLists.ts'
import { SERVER } from '../../freshsales/word.ts'
import type { JsonObject } from '../../protocol/event.ts'
import { TRAIT_TABLE } from '../../protocol/form/traitTable.ts'
import { type Findings, note } from '../finding.ts'
import type { Account } from './account.ts'

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
