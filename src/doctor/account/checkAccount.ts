import type { Config } from '../../edge/config.ts'
import type { Findings } from '../finding.ts'
import { checkActivityType } from './activityType.ts'
import { checkAppToken } from './appToken.ts'
import { checkCompulsory } from './compulsory.ts'
import { explain } from './explain.ts'
import { checkKeys } from './keys.ts'
import { createLists } from './lists.ts'
import { checkNames } from './names.ts'
import { checkQuota } from './quota.ts'
import { checkRights } from './rights.ts'

/** What the configuration asks of the account, against what the account says. Writes nothing. */
export async function* checkAccount(config: Config): Findings {
  try {
    const [connection, ...others] = yield* checkKeys(config)
    if (!connection) return
    for (const each of [connection, ...others]) yield* checkRights(config, each)
    const lists = createLists(connection)
    yield* checkNames(config, lists)
    yield* checkCompulsory(config, lists)
    yield* checkActivityType(config, lists)
    yield* checkAppToken(config, connection)
    yield* checkQuota(config, connection.quota())
  } catch (error) {
    yield explain(error)
  }
}
