import { createClient } from '../../freshsales/client.ts'
import type { Config } from '../settings/config.ts'
import type { Delivering } from './deliver.ts'
import { createLists } from './lists.ts'

/** How long one call to Freshsales may take. */
const CALL_TIMEOUT_MS = 15_000

/** Ties delivery to the real clock, the real network and this outbox's storage. */
export function createDelivering(storage: DurableObjectStorage, config: Config): Delivering {
  const { domain, apiKeys, appToken } = config
  return {
    storage,
    config,
    client: createClient({
      domain,
      apiKeys: [...apiKeys],
      ...(appToken && { appToken }),
      fetch: (input, init) => fetch(input, init),
      timeoutMs: CALL_TIMEOUT_MS,
    }),
    lists: createLists(storage.sql),
    now: () => Date.now(),
    random: () => Math.random(),
  }
}
