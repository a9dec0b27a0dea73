import type { Messenger } from '../messages/messenger.ts'
import { createAlerts } from './alerts.ts'
import { createDigest } from './createDigest.ts'
import type { Teller } from './teller.ts'

export const createTellers = (
  storage: Pick<DurableObjectStorage, 'sql' | 'transactionSync'>,
  messenger: Messenger,
): readonly Teller[] => [createAlerts(storage, messenger), createDigest(storage, messenger)]
