import type { Config } from '../../edge/settings/config.ts'
import type { AsWritten } from '../configuration/asWritten.ts'
import { explain } from '../explain.ts'
import { type Check, type Finding, type Findings, runChecks } from '../finding.ts'
import { type Account, createLists } from './account.ts'
import { checkActivityTypes } from './checkActivityTypes.ts'
import { checkCompulsory, checkFormTraits } from './checkCompulsory.ts'
import { checkAppToken, checkKeys, type KeyClient, type Keys } from './checkKeys.ts'
import { checkNames } from './checkNames.ts'
import { checkQuota, checkRights } from './checkRights.ts'

interface Subject extends Account {
  /** One for each key that is accepted. */
  clients: readonly KeyClient[]
  /** By the first of them. */
  client: KeyClient
}

/** In the order in which they are told. The quota comes last: it is what the other answers said of it. */
const CHECKS: readonly Check<Subject>[] = [
  {
    title: 'rights',
    async *run({ config, clients }) {
      for (const client of clients) yield* checkRights(config, client)
    },
  },
  { title: 'names', run: checkNames },
  { title: 'what forms send', run: checkFormTraits },
  { title: 'compulsory fields', run: checkCompulsory },
  { title: 'activity types', run: checkActivityTypes },
  { title: 'the app token', run: ({ config, client }) => checkAppToken(config, client) },
  { title: 'the quota', run: ({ config, client }) => checkQuota(config, client.quota()) },
]

/** What the configuration asks of the account, against what the account says. Writes nothing. */
export async function* checkAccount(config: Config, written: AsWritten): Findings {
  const clients = yield* checkAccess(config)
  const [client] = clients
  if (!client) return
  const subject = { config, written, clients, client, lists: createLists(client) }
  yield* runChecks(CHECKS, subject, (error) => explain(error, config))
}

/** The keys alone, which can be tried whatever is wrong with the other settings. */
export async function* checkAccess(keys: Keys): AsyncGenerator<Finding, KeyClient[], void> {
  try {
    return yield* checkKeys(keys)
  } catch (error) {
    yield explain(error, keys)
    return []
  }
}
