import type { TaskAction } from '../../../freshsales/actions/task.ts'
import type { Interpretation, PageViewChange } from '../../../freshsales/change.ts'
import { pathIn } from '../../../freshsales/timeline/pathIn.ts'
import { isLinkParameter } from '../../../protocol/crmLink.ts'
import { HOUR_MS } from '../../../protocol/time.ts'
import { type AdmittedEvent, wordOf } from '../../collect/admission.ts'
import type { Config } from '../../settings/config.ts'
import type { HotRule } from '../../settings/hotRules.ts'
import type { Messenger } from '../messages/messenger.ts'
import type { WaitingTask } from '../parts/fillTexts.ts'
import type { Person } from '../parts/parts.ts'
import { addTask } from '../parts/tasks.ts'
import { isNew } from '../person/personCore.ts'
import type { Subjects } from '../person/subjects.ts'
import { hotMessage, recordOf } from './hotMessage.ts'
import { countTold, type Met, mayTellMore, wasTold } from './mayTellMore.ts'
import { meetRules } from './meetRules.ts'

/** A page view that comes later than this tells of a lead that was hot. */
const FRESH_MS = HOUR_MS

/** Who was meant by an event before it was folded, and when they were last heard of. */
export interface Before {
  person?: Person
  seenAt: number
  /** By their browser: it was introduced as theirs before. */
  isByBrowser: boolean
}

export function whoIs({ anonymousId, userId }: AdmittedEvent, subjects: Subjects): Before {
  const byBrowser = anonymousId ? subjects.person(`a:${anonymousId}`) : undefined
  const person = byBrowser ?? (userId ? subjects.person(`u:${userId}`) : undefined)
  const seenAt = person?.lastSeenAt ?? 0
  return { ...(person && { person }), seenAt, isByBrowser: byBrowser !== undefined }
}

/** What folding needs of the settings beside what interpreting does. */
export type FoldSettings = Pick<Config, 'hot' | 'timeline' | 'domain'>

export interface Seen extends Pick<Interpretation, 'changes'> {
  event: AdmittedEvent
  source: string
  receivedAt: number
  /** Whose the event is. */
  person: Person
  before: Before
  subjects: Subjects
  settings: FoldSettings
  /** Has somebody told, in the transaction of this. */
  send: Messenger['send']
  /** Of the address, that are kept nowhere. */
  parameters?: ReadonlySet<string>
}

/**
 * Looks whether a page view makes somebody a hot lead who is in the CRM, in the transaction in which it is
 * folded: so it counts once. A page's word counts only for the browser that was theirs before it, and all
 * of it is bounded: anybody can send what a page sends.
 */
export function foldHot(sql: SqlStorage, seen: Seen): void {
  const { changes, person, before, event, receivedAt, parameters } = seen
  const rules = seen.settings.hot
  const view = changes.find((change) => change.object === 'page')
  if (rules.length === 0) {
    delete person.hot
    return
  }
  if (!view?.url || !isKnown(person) || person !== before.person) return
  if (wordOf(event).provenance === 'page' && !before.isByBrowser) return
  if (Math.abs(receivedAt - Date.parse(event.timestamp)) > FRESH_MS) return
  const met = meetRules(
    person,
    {
      at: receivedAt,
      before: before.seenAt,
      url: view.url,
      ...(parameters && { parameters }),
    },
    {
      rules: person.byLink ? rules.filter(isOfLinks) : rules,
      mayTell: () => mayTellMore(sql, toldOf(seen)),
    },
  )
  for (const rule of met) tell(sql, rule, { ...seen, view })
}

/** Of whom only the link is known that somebody opened, nothing else can be told. */
export const isOfLinks = ({ when }: HotRule) =>
  when.is === 'query' && isLinkParameter(when.parameter)

const isKnown = (person: Person) => !isNew(person) && !person.held

const toldOf = ({ event, source, receivedAt: now }: Seen): Pick<Met, 'page' | 'now'> =>
  wordOf(event).provenance === 'page' ? { page: source, now } : { now }

function tell(sql: SqlStorage, rule: HotRule, seen: Seen & { view: PageViewChange }): void {
  const { person, receivedAt, source, subjects, view, settings, send } = seen
  const { name, task, message } = rule
  const hot: Met = { rule: name, record: recordOf(person), ...toldOf(seen) }
  if (wasTold(sql, hot)) return
  countTold(sql, hot)
  const page = pathIn(view.url ?? '').slice(0, PATH_CHARACTERS)
  if (task) addTask(person, taskFor(name, task, { ...seen, page }))
  if (!message) return
  const lead = { rule: name, at: receivedAt, source, page, subject: subjects.idOf(person), person }
  send(hotMessage(sql, lead, settings.domain))
}

const BY_LINK = ' Came by a link in an e-mail; who opened it is not known.'
const PATH_CHARACTERS = 100

function taskFor(
  rule: string,
  { fields, dueInDays }: TaskAction,
  { event, person, receivedAt, source, page }: Seen & { page: string },
): WaitingTask {
  const { title = null, description = '{seen}', ...rest } = fields
  const isVouched = wordOf(event).provenance !== 'page'
  const doubt = isVouched ? '' : ' The website says so; it is not verified.'
  const seen = `Looked at ${page} on ${source}.${person.byLink ? BY_LINK : doubt}`
  return {
    key: `hot:${event.messageId}:${rule}`,
    at: receivedAt,
    event: rule,
    fields: rest,
    texts: { title, description },
    values: { page, seen },
    dueInDays,
    ...(rest['owner_id'] === undefined && { ofOwner: true }),
    ...(isVouched && { vouched: true }),
  }
}
