import { DurableObject } from 'cloudflare:workers'
import { type Answer, LOST_PAGE, refused, toResponse } from './http/answer.ts'
import { type Call, toCall } from './http/call.ts'
import { doorOf, isServed } from './http/door.ts'
import { respond } from './http/respond.ts'
import { track } from './resources/tracking.ts'
import { notFound } from './rules/refusal.ts'
import { chooseFault } from './simulator/chooseFault.ts'
import { type Control, createControl } from './simulator/control.ts'
import { spoil } from './simulator/spoil.ts'
import { createStore, type Store } from './store/store.ts'

/** There is one account, and this is the name of its object. */
export const ACCOUNT_NAME = 'account'

export interface SimulatorEnv {
  ACCOUNT: DurableObjectNamespace<Account>
}

/** The simulated Freshsales account. */
export class Account extends DurableObject<SimulatorEnv> {
  readonly #store: Store
  readonly #control: Control

  constructor(state: DurableObjectState, env: SimulatorEnv) {
    super(state, env)
    this.#store = createStore(state.storage.sql)
    this.#control = createControl(this.#store)
  }

  override async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const door = doorOf(url.pathname)
    const text = await request.text()
    if (!door) return toResponse(LOST_PAGE)
    const call = toCall(request, { url, door, text })
    return toResponse(
      door.face === 'simulator' ? this.#control.answer(call) : await this.#answerLogged(call),
    )
  }

  /** Every call is in the log from the moment it arrives, also one that never gets an answer. */
  async #answerLogged(call: Call): Promise<Answer> {
    const startedAt = Date.now()
    const { method, path, resource, text } = call
    const id = this.#store.calls.begin({
      at: this.#control.crm().now,
      method,
      path,
      resource,
      body: text,
    })
    this.#control.changed()
    const fault = chooseFault(this.#control.faults(), call, this.#control.progress)
    const carryOut = () => this.#carryOut(call)
    const answer = fault ? await spoil(fault, carryOut) : carryOut()
    const ms = Date.now() - startedAt
    this.#store.calls.end(id, {
      status: answer.status,
      ms,
      answer: answer.text,
      fault: fault?.name ?? null,
    })
    this.#control.changed()
    return answer
  }

  #carryOut(call: Call): Answer {
    const crm = this.#control.crm()
    if (!isServed(call, crm.settings)) return refused(notFound(), crm.settings)
    return call.face === 'track' ? track(call, crm) : respond(call, crm)
  }
}
