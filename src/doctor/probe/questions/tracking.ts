import { trackEvent, trackPageView, trackVisitor } from '../../../freshsales/api/request.ts'
import { LAST_NAME } from '../laboratory.ts'
import { CannotAsk, type Fact, type Question } from '../question.ts'
import { isDone } from '../witness.ts'

/** A status of a path that is not there. */
const NOT_FOUND = 404

export const tracking: Question = {
  title: 'Is the tracking API there?',
  calls: 7,
  async ask(laboratory) {
    if (!laboratory.hasAppToken) throw new CannotAsk('FRESHSALES_APP_TOKEN is not set')
    const email = laboratory.email()
    const visitor = trackVisitor(email, { 'Last name': LAST_NAME, Email: email, fs_contact: true })
    const identified = await laboratory.send(visitor)
    const served: Fact = {
      what: 'it is there',
      found: identified.status !== NOT_FOUND,
      simulator: true,
      setting: ['tracking', true, false],
    }
    if (!served.found) return [served]
    const event = await laboratory.send(trackEvent(email, { name: 'Doctor', properties: {} }))
    const page = await laboratory.send(trackPageView(email, { url: 'https://example.com/doctor' }))
    const stranger = await laboratory.sendAsStranger(visitor)
    // An upsert finds the contact at once, where a search would lag; a new one says there was none.
    const { status } = await laboratory.claim(email)
    return [
      served,
      { what: 'status of a visitor', found: identified.status, simulator: 200 },
      { what: 'status of an event', found: event.status, simulator: 200 },
      { what: 'status of a page view', found: page.status, simulator: 200 },
      { what: 'status with a wrong app token', found: stranger.status, simulator: 401 },
      {
        what: 'a visitor with an e-mail is a contact at once',
        found: isDone(identified) && status === 200,
        simulator: true,
      },
    ]
  },
}
