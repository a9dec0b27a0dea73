// Pure: what Calendly reports, events out.
import { readFields } from '../../protocol/form/readFields.ts'
import { isObject } from '../../protocol/json.ts'

type Fields = { [name: string]: unknown }

/** The script lets Calendly carry the anonymous id there; a record of Salesforce looks otherwise. */
const ANONYMOUS_ID = /^\d{13}-\w{2,40}$/

const LONGEST_ANSWERS = 4_000

/**
 * A booking is an introduction and an event, a cancellation an event; anything else is nothing. Their
 * ids are made of the invitee's, so that a report that comes again counts once, and a booking that
 * the page reported as well is the same one.
 */
export function calendlyEvents(report: unknown): Fields[] {
  const { event, payload } = fieldsOf(report)
  const invitee = fieldsOf(payload)
  const [, id] = /\/invitees\/([\w-]{1,100})$/.exec(`${invitee['uri']}`) ?? []
  if (id === undefined) return []
  const messageId = `calendly-${id}`
  if (event === 'invitee.created') return [introduce(invitee, messageId), book(invitee, messageId)]
  return event === 'invitee.canceled' ? [cancel(invitee, messageId)] : []
}

function introduce(invitee: Fields, messageId: string): Fields {
  const { email, name, first_name, last_name, text_reminder_number, timezone, tracking } = invitee
  const carried = fieldsOf(tracking)['salesforce_uuid'] ?? fieldsOf(tracking)['utm_content']
  const { traits } = readFields(
    answersOf(invitee).map(([label, value]) => ({ type: 'text', label, value })),
  )
  return {
    type: 'identify',
    messageId: `${messageId}-who`,
    timestamp: invitee['created_at'],
    ...(ANONYMOUS_ID.test(`${carried}`) && { anonymousId: carried }),
    traits: {
      ...traits,
      ...(first_name || last_name ? { firstName: first_name, lastName: last_name } : { name }),
      email,
      ...(typeof text_reminder_number === 'string' && { phone: text_reminder_number }),
    },
    context: { timezone, campaign: campaignOf(tracking) },
  }
}

function book(invitee: Fields, messageId: string): Fields {
  const answers = answersOf(invitee).map(([question, answer]) => `${question}: ${answer}`)
  return {
    type: 'track',
    event: 'Meeting Booked',
    messageId,
    timestamp: invitee['created_at'],
    properties: {
      ...meetingOf(invitee),
      ...(answers.length > 0 && { answers: answers.join('; ').slice(0, LONGEST_ANSWERS) }),
    },
    context: { traits: { email: invitee['email'] }, campaign: campaignOf(invitee['tracking']) },
  }
}

function cancel(invitee: Fields, messageId: string): Fields {
  const { canceled_by, reason, created_at } = fieldsOf(invitee['cancellation'])
  return {
    type: 'track',
    event: 'Meeting Canceled',
    messageId: `${messageId}-canceled`,
    timestamp: created_at ?? invitee['updated_at'],
    properties: {
      ...meetingOf(invitee),
      canceledBy: canceled_by,
      reason,
      rescheduled: invitee['rescheduled'] === true,
    },
    context: { traits: { email: invitee['email'] } },
  }
}

function meetingOf(invitee: Fields): Fields {
  const { name, start_time, end_time } = fieldsOf(invitee['scheduled_event'])
  return { widget: 'Calendly', formName: name, startTime: start_time, endTime: end_time }
}

function answersOf(invitee: Fields): [question: string, answer: string][] {
  const given = invitee['questions_and_answers']
  return (Array.isArray(given) ? given : []).flatMap((one) => {
    const { question, answer } = fieldsOf(one)
    return typeof question === 'string' && typeof answer === 'string' && answer.trim() !== ''
      ? [[question, answer]]
      : []
  })
}

function campaignOf(tracking: unknown): Fields | undefined {
  const { utm_campaign, utm_source, utm_medium, utm_term, utm_content } = fieldsOf(tracking)
  const content = ANONYMOUS_ID.test(`${utm_content}`) ? undefined : utm_content
  const campaign = {
    name: utm_campaign,
    source: utm_source,
    medium: utm_medium,
    term: utm_term,
    content,
  }
  const given = Object.entries(campaign).filter(([, value]) => typeof value === 'string')
  return given.length > 0 ? Object.fromEntries(given) : undefined
}

const fieldsOf = (value: unknown): Fields => (isObject(value) ? value : {})
