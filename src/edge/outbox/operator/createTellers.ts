import { createAlerts } from './alerts.ts'
import { createDigest } from './createDigest.ts'
import type { CreateTeller, Teller } from './teller.ts'

export const createTellers = (...deps: Parameters<CreateTeller>): readonly Teller[] => [
  createAlerts(...deps),
  createDigest(...deps),
]
