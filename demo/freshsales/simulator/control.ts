import * as v from 'valibot'
import type { Crm, Json, JsonObject } from '../crm.ts'
import { type Answer, json } from '../http/answer.ts'
import { type Call, parsed } from '../http/call.ts'
import { quotaStatus } from '../http/quota.ts'
import { changeSettings, describe } from '../settings/change.ts'
import { DEFAULT_SETTINGS, type Settings } from '../settings/settings.ts'
import type { Store } from '../store/store.ts'
import { listCalls } from './calls.ts'
import { createFaultProgress, type FaultProgress } from './faultProgress.ts'
import { type FaultScript, faultScript } from './faultSchema.ts'
import { allRecords } from './records.ts'
import { seed } from './seed.ts'

/** What tests and the page see and steer; behind `/simulator/`, without a key. */
export interface Control {
  answer(call: Call): Answer
  crm(): Crm
  faults(): FaultScript
  progress: FaultProgress
  /** Tells the page that there is something new to see. */
  changed(): void
}

const NO_FAULTS: FaultScript = { seed: 1, rules: [] }

export function createControl(store: Store): Control {
  // Copies of what is stored, so that a call need not parse them again.
  let settings = (store.state.read('settings') as Settings | undefined) ?? DEFAULT_SETTINGS
  let faults = (store.state.read('faults') as FaultScript | undefined) ?? NO_FAULTS
  let changes = 0
  const startedAt = Date.now()
  const progress = createFaultProgress(store.sql)
  const crm = (): Crm => ({
    store,
    settings,
    now: settings.now === null ? Date.now() : Date.parse(settings.now),
  })

  const handlers: { readonly [name: string]: (call: Call, body: Json | undefined) => Answer } = {
    'GET /calls': ({ query }) => json({ calls: listCalls(store, query) }),
    'GET /records': ({ query }) => json(allRecords(crm(), query)),
    'GET /status': () =>
      json({
        revision: `${startedAt}-${changes}`,
        quota: { ...quotaStatus(crm()) },
        calls: store.calls.count(),
        faults: faults.rules.length,
        now: crm().now,
      }),
    'GET /settings': () => json(settings),
    'PUT /settings': (_call, body) => {
      const after = changeSettings(settings, body ?? null)
      if ('problem' in after) return badRequest(after.problem)
      settings = after
      store.state.write('settings', after)
      return json(after)
    },
    'GET /faults': () => json(faultStatus()),
    'PUT /faults': (_call, body) => {
      const checked = v.safeParse(faultScript, body)
      if (!checked.success) return badRequest(describe(checked.issues))
      faults = checked.output
      store.state.write('faults', faults)
      progress.forget()
      return json(faultStatus())
    },
    'POST /seed': (_call, body) => seed(crm(), body),
    'POST /reset': (_call, body) => {
      store.empty()
      faults = NO_FAULTS
      const isKept = JSON.stringify(body ?? {}) === '{"keep":["settings"]}'
      settings = isKept ? settings : DEFAULT_SETTINGS
      if (isKept) store.state.write('settings', settings)
      return json({ reset: true })
    },
  }

  /** The rules, and for each how many calls it met and spoilt. */
  function faultStatus(): JsonObject {
    const rules = faults.rules.map((rule, index) => ({
      ...rule,
      met: progress.read(index, 'met'),
      spoilt: progress.read(index, 'spoilt'),
    }))
    return { ...faults, rules } as JsonObject
  }

  return {
    crm,
    progress,
    faults: () => faults,
    changed: () => {
      changes += 1
    },
    answer(call) {
      const name = `${call.method} ${call.resource}`
      const handle = Object.hasOwn(handlers, name) ? handlers[name] : undefined
      if (!handle)
        return json(
          { error: `${name} is not known; known: ${Object.keys(handlers).join(', ')}` },
          404,
        )
      if (call.method !== 'GET') changes += 1
      if (call.text !== '' && parsed(call.text) === undefined) return badRequest('body: not JSON')
      return handle(call, parsed(call.text))
    },
  }
}

function badRequest(error: string): Answer {
  return json({ error }, 400)
}
