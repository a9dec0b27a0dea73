import { type Client, createClient } from '../../../freshsales/api/client.ts'
import type { InSpan } from '../../inSpan.ts'
import type { Config } from '../../settings/config.ts'
import type { Messenger } from '../messages/messenger.ts'
import { createLists, type ListStore } from '../store/createLists.ts'
import { createTurns, type Turns } from './turns.ts'

/** What delivery needs of the world outside. */
export interface DeliveryDeps {
  storage: DurableObjectStorage
  config: Config
  client: Client
  lists: ListStore
  turns: Turns
  /** For whoever has something to tell a person. */
  messenger: Messenger
  /** The client only pretends, for a test key: no call is made. */
  pretends?: true
  inSpan: InSpan
  now(): number
  /** From 0 to 1. */
  random(): number
}

/** How long one call to Freshsales may take. */
const CALL_TIMEOUT_MS = 15_000

/** Ties delivery to the real clock, the real network and this outbox's storage. */
export function createDeliveryDeps(
  storage: DurableObjectStorage,
  { config, messenger, inSpan }: Pick<DeliveryDeps, 'config' | 'messenger' | 'inSpan'>,
): DeliveryDeps {
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
    turns: createTurns(config),
    messenger,
    inSpan,
    now: () => Date.now(),
    random: () => Math.random(),
  }
}
