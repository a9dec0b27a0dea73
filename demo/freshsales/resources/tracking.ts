import { type Crm, isObject, type Json, type JsonObject } from '../crm.ts'
import { type Answer, json, refused } from '../http/answer.ts'
import { bodyOf, type Call } from '../http/call.ts'
import { notFound, Refusal } from '../rules/refusal.ts'
import { withoutRequired } from '../rules/write.ts'
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
    const identifier = readIdentifier(body['identifier'])
    const what = toldIn(body, tracked.key, crm)
    tracked.keep({ identifier, what }, call, withoutRequired(crm))
    return json({})
  } catch (error) {
    if (error instanceof Refusal) return refused(error, crm.settings)
    throw error
  }
}

function checkSender({ application_token, sdk }: JsonObject, { settings }: Crm): void {
  if (application_token !== settings.appToken) throw new Refusal(401, 'Invalid application token')
  if (sdk === undefined && settings.behaviour.trackingBody === 'any') return
  if (typeof sdk !== 'string' || !settings.trackingSdks.includes(sdk))
    throw new Refusal(400, 'Unknown sdk')
}

/** What happened is under its key; one client writes a visitor's labels beside the identifier. */
function toldIn(body: JsonObject, key: string, { settings }: Crm): JsonObject {
  const { application_token: _token, sdk: _sdk, identifier: _identifier, ...beside } = body
  const isAny = settings.behaviour.trackingBody === 'any'
  const what = body[key] ?? (isAny && key === 'visitor' ? beside : undefined)
  const isEmpty =
    !isObject(what) || (Object.keys(what).length === 0 && !(isAny && key === 'visitor'))
  if (isEmpty) throw new Refusal(400, `${key} is missing`)
  return what
}

function readIdentifier(sent: Json | undefined): string {
  if (typeof sent !== 'string' || sent.trim() === '')
    throw new Refusal(400, 'identifier is missing')
  return sent.trim()
}
