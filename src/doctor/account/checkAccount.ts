import type { Config } from '../../edge/config.ts'
import { type Check, runChecks } from '../check.ts'
import { explain } from '../explain.ts'
import type { Findings } from '../finding.ts'
import { checkActivityTypes } from './checkActivityTypes.ts'
import { checkAppToken } from './checkAppToken.ts'
import { checkCompulsory } from './checkCompulsory.ts'
import { checkKeys, type KeyClient } from './checkKeys.ts'
import { checkNames } from './checkNames.ts'
import { checkQuota } from './checkQuota.ts'
import { checkRights } from './checkRights.ts'
import { createLists, type Lists } from './lists.ts'

interface Account {
  config: Config
  /** One for each key that is accepted. */
  clients: readonly KeyClient[]
  /** By the first of them. */
  client: KeyClient
  lists: Lists
}

/** In the order in which they are told. The quota comes last: it is what the other answers said of it. */
const CHECKS: readonly Check<Account>[] = [
  {
    title: 'rights',
    async *run({ config, clients }) {
      for (const client of clients) yield* checkRights(config, client)
    },
  },
  { title: 'names', run: ({ config, lists }) => checkNames(config, lists) },
  { title: 'compulsory fields', run: ({ config, lists }) => checkCompulsory(config, lists) },
  { title: 'activity types', run: ({ config, lists }) => checkActivityTypes(config, lists) },
  { title: 'the app token', run: ({ config, client }) => checkAppToken(config, client) },
  { title: 'the quota', run: ({ config, client }) => checkQuota(config, client.quota()) },
]

/** What the configuration asks of the account, against what the account says. Writes nothing. */
export async function* checkAccount(config: Config): Findings {
  const explainError = (error: unknown) => explain(error, config)
  let clients: KeyClient[]
  try {
    clients = yield* checkKeys(config)
  } catch (error) {
    yield explainError(error)
    return
  }
  const [client] = clients
  if (!client) return
  const lists = createLists(client)
  yield* runChecks(CHECKS, { config, clients, client, lists }, explainError)
}
