import type { Call } from '../../../freshsales/api/call.ts'
import {
  findActivities,
  trackEvent,
  trackPageView,
  trackVisitor,
} from '../../../freshsales/api/request.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { isObject } from '../../../protocol/json.ts'
import { isDone, recordIn } from '../../recordingClient.ts'
import { LAST_NAME, type ProbeSession } from '../probeSession.ts'
import { CannotAsk, type Fact, type Question } from '../question.ts'

/** A status of a path that is not there. */
const NOT_FOUND = 404

export const tracking: Question = {
  title: 'Is the tracking API there?',
  calls: 10,
  async ask(session) {
    if (!session.hasAppToken) throw new CannotAsk('FRESHSALES_APP_TOKEN is not set')
    const email = session.email()
    const visitor = trackVisitor(email, { 'Last name': LAST_NAME, Email: email, fs_contact: true })
    const identified = await session.send(visitor)
    const served: Fact = {
      what: 'it is there',
      found: identified.status !== NOT_FOUND,
      simulator: true,
      setting: ['tracking', true, false],
    }
    if (!served.found) return [served]
    const name = session.name()
    const event = await session.send(trackEvent(email, { name, properties: {} }))
    const page = await session.send(trackPageView(email, { url: 'https://example.com/doctor' }))
    const stranger = await session.sendAsStranger(visitor)
    // An upsert finds the contact at once, where a search would lag; a new one says there was none.
    const claimed = await session.claim(email)
    const contactId = Number(recordIn(claimed, 'contact')['id'])
    const { body: timeline = null } = await session.send(findActivities(contactId))
    return [
      served,
      await oddBodies(session, visitor),
      { what: 'status of a visitor', found: identified.status, simulator: 200 },
      { what: 'status of an event', found: event.status, simulator: 200 },
      { what: 'status of a page view', found: page.status, simulator: 200 },
      { what: 'status with a wrong app token', found: stranger.status, simulator: 401 },
      {
        what: 'a visitor with an e-mail is a contact at once',
        found: isDone(identified) && claimed.status === 200,
        simulator: true,
      },
      {
        what: 'GET /contacts/{id}/activities lists the event',
        found: JSON.stringify(timeline).includes(name),
        simulator: false,
      },
    ]
  },
}

/** The official libraries name an `sdk` and wrap the labels; one client does neither. */
async function oddBodies(session: ProbeSession, visitor: Call): Promise<Fact> {
  const { identifier = '', visitor: labels } = visitor.body ?? {}
  const bare: Call = { ...visitor, body: { identifier, ...(isObject(labels) ? labels : {}) } }
  const isTaken = {
    'without sdk': isDone(await session.send(visitor, withoutSdk)),
    'with labels beside the identifier': isDone(await session.send(bare)),
  }
  const taken = Object.entries(isTaken).flatMap(([how, is]) => (is ? [how] : []))
  return {
    what: 'visitors are also taken',
    found: taken,
    simulator: [],
    setting: ['behaviour.trackingBody', 'official', 'any'],
    settingValue: ['official', 'in part', 'any'][taken.length] ?? 'official',
  }
}

async function withoutSdk(request: Request): Promise<Request> {
  const { sdk: _sdk, ...body } = (await request.json()) as JsonObject
  const { url, method, headers } = request
  return new Request(url, { method, headers, body: JSON.stringify(body) })
}
