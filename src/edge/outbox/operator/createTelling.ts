import { createHotMessages } from '../hot/hotMessages.ts'
import { type Alerts, createAlerts, type Telling } from './alerts.ts'

/** Everything that people are told of by themselves: what begins and is over, and who is hot. */
export function createTelling(deps: Telling): Alerts {
  const tellers = [createAlerts(deps), createHotMessages(deps)]
  return { check: (config) => Math.min(...tellers.map((teller) => teller.check(config))) }
}
