import { DurableObject } from 'cloudflare:workers'
import { type Answer, LOST_PAGE, refused, toResponse } from './http/answer.ts'
import { type Call, toCall } from './http/call.ts'
import { doorOf, isServed } from './http/door.ts'
import { respond } from './http/respond.ts'
import { track } from './resources/tracking.ts'
import { notFound } from './rules/refusal.ts'
import { initialSettings } from './settings/initial.ts'
import { chooseFault } from './simulator/chooseFault.ts'
import { control } from './simulator/control.ts'
import { createSetup, type Setup } from './simulator/setup.ts'
import { spoil } from './simulator/spoil.ts'
import { createStore } from './store/store.ts'

/** There is one account, and this is the name of its object. */
export const ACCOUNT_NAME = 'account'

export interface SimulatorEnv {
  ACCOUNT: DurableObjectNamespace<Account>
  /** How the account is set up at first: JSON as `PUT /simulator/settings` takes it. */
  SETTINGS?: string
}

/** The simulated Freshsales account. */
export class Account extends DurableObject<SimulatorEnv> {
  readonly #setup: Setup

  constructor(state: DurableObjectState, env: SimulatorEnv) {
    super(state, env)
    this.#setup = createSetup(createStore(state.storage.sql), initialSettings(env.SETTINGS))
  }

  override async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const door = doorOf(url.pathname)
    const text = await request.text()
    if (!door) return toResponse(LOST_PAGE)
    const call = toCall(request, { url, door, text })
    return toResponse(
      door.face === 'simulator' ? control(this.#setup, call) : await this.#answerLogged(call),
    )
  }

  /** Every call is in the log from the moment it arrives, also one that never gets an answer. */
  async #answerLogged(call: Call): Promise<Answer> {
    const startedAt = Date.now()
    const { calls } = this.#setup.store
    const { method, path, resource, text: body } = call
    const id = calls.begin({ at: this.#setup.crm().now, method, path, resource, body })
    this.#setup.changed()
    const fault = chooseFault(this.#setup.faults(), call, this.#setup.progress)
    const carryOut = () => this.#carryOut(call)
    const answer = fault ? await spoil(fault, carryOut) : carryOut()
    const { status, text } = answer
    const ms = Date.now() - startedAt
    calls.end(id, { status, ms, answer: text, fault: fault?.name ?? null })
    this.#setup.changed()
    return answer
  }

  #carryOut(call: Call): Answer {
    const crm = this.#setup.crm()
    if (!isServed(call, crm.settings)) return refused(notFound(), crm.settings)
    return call.face === 'track' ? track(call, crm) : respond(call, crm)
  }
}
