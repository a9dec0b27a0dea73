import * as v from 'valibot'
import type { Json, JsonObject } from '../crm.ts'
import { type Answer, json } from '../http/answer.ts'
import { type Call, parsed } from '../http/call.ts'
import { quotaStatus } from '../http/quota.ts'
import { changeSettings, describe } from '../settings/change.ts'
import { listCalls } from './calls.ts'
import { faultScript } from './faultSchema.ts'
import { merge } from './merge.ts'
import { allRecords } from './records.ts'
import { seed } from './seed.ts'
import type { Setup } from './setup.ts'

type Handler = (setup: Setup, call: Call, body: Json | undefined) => Answer

/** What tests and the page see and steer, behind `/simulator`. */
const HANDLERS: { readonly [name: string]: Handler } = {
  'GET /calls': ({ store }, { query }) => json({ calls: listCalls(store, query) }),
  'GET /records': (setup, { query }) => json(allRecords(setup.crm(), query)),
  'GET /status': (setup) => json(status(setup)),
  'GET /settings': (setup) => json(setup.settings()),
  'PUT /settings': putSettings,
  'GET /faults': (setup) => json(faultStatus(setup)),
  'PUT /faults': putFaults,
  'POST /seed': (setup, _call, body) => seed(setup.crm(), body),
  'POST /merge': (setup, _call, body) => merge(setup.crm(), body),
  'POST /reset': reset,
}

export function control(setup: Setup, call: Call): Answer {
  const name = `${call.method} ${call.resource}`
  const handle = Object.hasOwn(HANDLERS, name) ? HANDLERS[name] : undefined
  if (!handle)
    return problem(404, `${name} is not known; known: ${Object.keys(HANDLERS).join(', ')}`)
  const body = parsed(call.text)
  if (call.text !== '' && body === undefined) return problem(400, 'body: not JSON')
  if (call.method !== 'GET') setup.changed()
  return handle(setup, call, body)
}

function putSettings(setup: Setup, _call: Call, body: Json = null): Answer {
  const after = changeSettings(setup.settings(), body)
  if ('problem' in after) return problem(400, after.problem)
  setup.changeSettings(after)
  return json(after)
}

function putFaults(setup: Setup, _call: Call, body: Json | undefined): Answer {
  const checked = v.safeParse(faultScript, body)
  if (!checked.success) return problem(400, describe(checked.issues))
  setup.changeFaults(checked.output)
  return json(faultStatus(setup))
}

/** `{"keep": ["settings"]}` leaves the settings as they are. */
function reset(setup: Setup, _call: Call, body: Json | undefined): Answer {
  const settings = setup.settings()
  setup.empty()
  if (JSON.stringify(body) === '{"keep":["settings"]}') setup.changeSettings(settings)
  return json({ reset: true })
}

/** The rules, and for each how many calls it met and spoilt. */
function faultStatus({ faults, progress }: Setup): JsonObject {
  const rules = faults().rules.map((rule, index) => ({
    ...rule,
    met: progress.read(index, 'met'),
    spoilt: progress.read(index, 'spoilt'),
  }))
  return { seed: faults().seed, rules }
}

function status(setup: Setup): JsonObject {
  const { store, faults, crm, revision } = setup
  const quota = { ...quotaStatus(crm()) }
  return { revision: revision(), quota, calls: store.calls.count(), faults: faults().rules.length }
}

function problem(code: 400 | 404, error: string): Answer {
  return json({ error }, code)
}
