import { type Crm, isObject, type Json, type JsonObject } from '../crm.ts'
import { type Answer, json, refused } from '../http/answer.ts'
import { bodyOf, type Call } from '../http/call.ts'
import { notFound, Refusal } from '../rules/refusal.ts'
import type { KindName } from '../store/records.ts'
import { identifyVisitor } from './visitors.ts'

interface Tracked {
  /** Key of the body that carries what happened. */
  key: string
  kind: KindName
  keep(sent: { identifier: string; what: JsonObject }, call: Call, crm: Crm): void
}

const TRACKED: { readonly [resource: string]: Tracked } = {
  '/visitors': { key: 'visitor', kind: 'visitor', keep: identifyVisitor },
  '/events': {
    key: 'event',
    kind: 'event',
    keep({ identifier, what: { name, ...properties } }, _call, crm) {
      if (typeof name !== 'string' || name === '') throw new Refusal(400, 'event name is missing')
      crm.store.records.insert('event', { identifier, event: name, properties }, crm.now)
    },
  },
  '/page_views': {
    key: 'page_view',
    kind: 'page_view',
    keep({ identifier, what: { url } }, _call, crm) {
      if (typeof url !== 'string' || url === '') throw new Refusal(400, 'url is missing')
      crm.store.records.insert('page_view', { identifier, url }, crm.now)
    },
  },
}

/** The tracking API: no API key but the app token in the body, and nothing of interest in the answer. */
export function track(call: Call, crm: Crm): Answer {
  try {
    const tracked = Object.hasOwn(TRACKED, call.resource) ? TRACKED[call.resource] : undefined
    if (!tracked || call.method !== 'POST' || !crm.settings.tracking) throw notFound()
    if (!/json/i.test(call.headers.get('content-type') ?? ''))
      throw new Refusal(400, 'Invalid or missing attributes')
    const body = bodyOf(call)
    checkSender(body, crm)
    const [identifier, what] = [readIdentifier(body['identifier']), body[tracked.key]]
    if (!isObject(what) || Object.keys(what).length === 0)
      throw new Refusal(400, `${tracked.key} is missing`)
    tracked.keep({ identifier, what }, call, crm)
    return json({})
  } catch (error) {
    if (error instanceof Refusal) return refused(error, crm.settings)
    throw error
  }
}

function checkSender({ application_token, sdk }: JsonObject, { settings }: Crm): void {
  if (application_token !== settings.appToken) throw new Refusal(401, 'Invalid application token')
  if (typeof sdk !== 'string' || !settings.trackingSdks.includes(sdk))
    throw new Refusal(400, 'Unknown sdk')
}

function readIdentifier(sent: Json | undefined): string {
  if (typeof sent !== 'string' || sent.trim() === '')
    throw new Refusal(400, 'identifier is missing')
  return sent.trim()
}
