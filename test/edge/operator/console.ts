import { exports } from 'cloudflare:workers'
import type { ChannelTest } from '../../../src/edge/outbox/messages/channelView.ts'
import type { DigestView, FormsView } from '../../../src/edge/outbox/operator/formView.ts'
import type {
  ForgetReport,
  NeverAgain,
  ReplayReport,
  RestoreReport,
} from '../../../src/edge/outbox/operator/operations.ts'
import type {
  DeadLettersView,
  DeliveryView,
  Overview,
  PersonView,
  SubjectView,
} from '../../../src/edge/outbox/operator/views.ts'
import { drain, person, send, setFaults } from '../harness.ts'

export const EDGE = 'https://edge.acme.example'

const worker = (exports as unknown as { default: Fetcher }).default

/** An operator's browser; each has an address of its own, by which tries are counted. */
export function knock(path: string, init: RequestInit = {}, address = '192.0.2.1') {
  const headers = { 'cf-connecting-ip': address, ...init.headers }
  return worker.fetch(EDGE + path, { ...init, headers })
}

const token = { authorization: 'Bearer demo-admin-token' }

async function answered<Reply>(response: Response): Promise<Reply> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as Reply
}

const look = async <Reply>(path: string) =>
  answered<Reply>(await knock(`/console/api/${path}`, { headers: token }))

const order = async <Reply>(path: string, body: object = {}) =>
  answered<Reply>(
    await knock(`/console/api/${path}`, {
      method: 'POST',
      headers: token,
      body: JSON.stringify(body),
    }),
  )

/** What an operator does at the console. */
export const operator = {
  overview: () => look<Overview>('overview'),
  deliveries: async (query = '') =>
    (await look<{ deliveries: DeliveryView[] }>(`deliveries${query}`)).deliveries,
  waiting: () => look<{ subjects: SubjectView[]; held: SubjectView[] }>('waiting'),
  deadLetters: (query = '') => look<DeadLettersView>(`dead-letters${query}`),
  replay: (which: object) => order<ReplayReport>('dead-letters/replay', which),
  deleteLetters: (which: object) => order<{ deleted: number }>('dead-letters/delete', which),
  search: (text: string) =>
    order<{ subjects: SubjectView[]; isMore: boolean }>('people/search', { text }),
  find: async (text: string) => (await operator.search(text)).subjects,
  person: async (id: number) =>
    (await look<{ person: PersonView | null }>(`person?id=${id}`)).person,
  release: (id: number) => order<{ released: boolean }>('person/release', { id }),
  forget: (id: number, inFreshsales = false, never = false) =>
    order<ForgetReport>('person/forget', { id, inFreshsales, never }),
  neverAgain: () => look<NeverAgain>('never-again'),
  addNeverAgain: (email: string) =>
    order<{ added: boolean; known?: number }>('never-again/add', { email }),
  removeNeverAgain: (email: string) => order<{ removed: boolean }>('never-again/remove', { email }),
  forms: () => look<FormsView>('forms'),
  removeForm: (id: number) => order<{ removed: boolean }>('forms/remove', { id }),
  digest: () => look<DigestView>('digest'),
  pause: () => order('pause'),
  resume: () => order('resume'),
  tryNow: () => order<{ tried: boolean }>('try-now'),
  testMessage: () => order<{ channels: ChannelTest[] }>('test-message'),
  restore: (at: string) => order<RestoreReport>('restore', { at }),
}

/** The one person whose address or name has this in it. */
export async function findOne(text: string): Promise<SubjectView> {
  const [subject, ...others] = await operator.find(text)
  if (!subject || others.length > 0) throw new Error(`not exactly one person: ${text}`)
  return subject
}

/** A fault: Freshsales refuses a record for good, saying so. */
export const refusal = (message: string, match: object) => ({
  match,
  answer: { status: 400, body: { errors: { code: 400, message: [message] } } },
})

/** Three dead letters of two reasons; the one that two of them have is about `person1` and `person11`. */
export async function makeLetters(): Promise<void> {
  await setFaults({
    rules: [
      refusal('No such luck', { body: 'person1' }),
      refusal('Not today', { body: 'person2' }),
    ],
  })
  await send(person(1), person(11), person(2))
  await drain()
}
