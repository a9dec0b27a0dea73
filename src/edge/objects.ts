import { isBound } from './bindings.ts'
import type { Env, Namespace } from './env.ts'
import type { OutboxDoor } from './outboxDoor.ts'
import { parseConfig } from './settings/config.ts'
import { JURISDICTIONS, type Jurisdiction } from './settings/tables/operationSettings.ts'
import type { VisitorsDoor } from './visitors/visitorsDoor.ts'

/** One object owns the account's quota, so there is one name. */
const OUTBOX_NAME = 'outbox'

const TESTS_NAME = 'outbox:tests'

/** The object that owns the account. */
export function outboxOf(env: Env): OutboxDoor {
  return openObject(env, env.OUTBOX, OUTBOX_NAME)
}

/** The object that plans what test keys send: an outbox of its own, which shares nothing with the account's. */
export function testsOf(env: Env): OutboxDoor {
  return openObject(env, env.OUTBOX, TESTS_NAME)
}

/** One of the objects that strangers are spread over; undefined where there are none. */
export function visitorsOf(env: Env, place: number): VisitorsDoor | undefined {
  return env.VISITORS && isBound(env, 'VISITORS')
    ? openObject(env, env.VISITORS, `visitors:${place}`)
    : undefined
}

/** How the outboxes are opened that other values of JURISDICTION mean. */
export function outboxesElsewhere(env: Env, own: Jurisdiction | undefined): (() => OutboxDoor)[] {
  const names = [undefined, ...(Object.keys(JURISDICTIONS) as Jurisdiction[])]
  return names
    .filter((name) => name !== own && !isOnePlace(env.OUTBOX))
    .map((name) => () => within(env.OUTBOX, name).getByName(OUTBOX_NAME))
}

function openObject<Door>(env: Env, namespace: Namespace<Door>, name: string): Door {
  const config = parseConfig(env)
  if (!config.ok) throw new Error(config.reason)
  const { jurisdiction, region } = config.value
  const hint = region === undefined ? [] : [{ locationHint: region }]
  return within(namespace, jurisdiction).getByName(name, ...hint)
}

function within<Door>(
  namespace: Namespace<Door>,
  jurisdiction: Jurisdiction | undefined,
): Namespace<Door> {
  if (jurisdiction === undefined || !namespace.jurisdiction) return namespace
  try {
    return namespace.jurisdiction(jurisdiction)
  } catch (error) {
    // On a machine of one's own there is one place.
    if (ONE_PLACE.test(String(error))) return namespace
    throw error
  }
}

/** What the runtime says that knows no other place. */
const ONE_PLACE = /not implemented in workerd/

function isOnePlace<Door>(namespace: Namespace<Door>): boolean {
  if (!namespace.jurisdiction) return true
  try {
    namespace.jurisdiction('eu')
    return false
  } catch (error) {
    return ONE_PLACE.test(String(error))
  }
}
