import { isOwnHost } from '../../freshsales/domain.ts'
import { createLists } from '../account/account.ts'
import { findStrangeHost, KEY_QUESTION } from '../account/checkKeys.ts'
import { explain } from '../explain.ts'
import { bad, type Finding, good, note } from '../finding.ts'
import { type Access, createRecordingClient } from '../recordingClient.ts'
import type { Report } from '../report.ts'
import {
  createProbeSession,
  fillRequired,
  type ProbeSessionToEnd,
  type RequiredValues,
} from './probeSession.ts'
import { CannotAsk, differs, type Fact, type Question, settingsLike, shown } from './question.ts'
import { answerQuestions } from './questions/answerQuestions.ts'
import { attachedQuestions } from './questions/attachedQuestions.ts'
import { addressQuestions, contactQuestions } from './questions/contactQuestions.ts'
import { fieldQuestions } from './questions/fieldQuestions.ts'
import { tracking } from './questions/tracking.ts'

/**
 * In the order in which they are asked. Intentionally without a 429: provoking one would use up the
 * hour of every other integration of the account.
 */
const QUESTIONS: readonly Question[] = [
  tracking,
  ...answerQuestions,
  ...contactQuestions,
  ...addressQuestions,
  ...fieldQuestions,
  ...attachedQuestions,
]

/** Three lists of fields, whether the key is good, and whether a host of one's own is Freshsales. */
const preparingCalls = ({ domain }: Access) => (isOwnHost(domain) ? 5 : 4)

export interface ProbeOptions {
  report: Report
  isConfirmed: boolean
  signal: AbortSignal
}

/** Asks the account all questions, one after the other, and says where it differs from the simulator. */
export async function probe(account: Access, options: ProbeOptions): Promise<void> {
  const { report, isConfirmed, signal } = options
  const calls = QUESTIONS.reduce((sum, question) => sum + question.calls, preparingCalls(account))
  report.say(`  ${account.domain.origin}: ${QUESTIONS.length} questions, at most ${calls} calls.`)
  report.say('  Makes records named "freshsales-edge doctor … (delete me)" and deletes them again.')
  if (!isConfirmed)
    return report.add([bad('--yes', 'nothing was sent', 'npm run doctor -- --probe --yes')])
  const preparation = await prepare(account, calls)
  if ('mark' in preparation) return report.add([preparation])
  const session = createProbeSession({ account, required: preparation, signal })
  const facts: Fact[] = []
  for (const question of QUESTIONS) {
    report.title(question.title)
    facts.push(...(await ask(question, { account, session, report })))
    if (signal.aborted) break
  }
  report.title('Result')
  await report.add(conclude(facts))
  for (const line of instructions(facts)) report.say(line)
  report.say(`  ${session.spent() + preparingCalls(account)} calls were spent.`)
}

/** What the account makes compulsory; or what is in the way, such as too few calls to clean up. */
async function prepare(account: Access, calls: number): Promise<RequiredValues | Finding> {
  const client = createRecordingClient(account)
  try {
    const stranger = await findStrangeHost(account)
    if (stranger) return stranger
    const lists = createLists(client)
    const contact = fillRequired(await lists.entries('contact_fields'))
    const filled = fillRequired(await lists.entries('account_fields'))
    const deal = fillRequired(await lists.entries('deal_fields'))
    await client.send(KEY_QUESTION)
    const { remaining } = client.quota() ?? {}
    return remaining !== undefined && remaining < calls
      ? bad('quota', `only ${remaining} calls are left in this hour`, 'Wait until it is over.')
      : { contact, account: filled, deal }
  } catch (error) {
    return explain(error, account)
  }
}

async function ask(
  question: Question,
  { account, session, report }: { account: Access; session: ProbeSessionToEnd; report: Report },
): Promise<Fact[]> {
  let facts: Fact[] = []
  try {
    facts = await question.ask(session)
    await report.add(facts.map(toFinding))
  } catch (error) {
    await report.add([failure(error, account)])
  }
  const left = await session.cleanUp()
  await report.add(
    left.map((each) =>
      bad('what is left behind', `not deleted: ${each}`, 'Delete it in Freshsales.'),
    ),
  )
  return facts
}

function toFinding(fact: Fact): Finding {
  const text = `${fact.what}: ${shown(fact.found)}`
  return differs(fact) ? note(`${text} (the simulator: ${shown(fact.simulator)})`) : good(text)
}

function failure(error: unknown, account: Access): Finding {
  if (error instanceof CannotAsk) return note(`not asked: ${error.message}`)
  if (error instanceof Error && error.name === 'AbortError')
    return bad('the probe', 'stopped on request', 'Start it again: it begins from the start.')
  return { ...explain(error, account), subject: 'the probe' }
}

function conclude(facts: readonly Fact[]): Finding[] {
  const differing = facts.filter(differs).length
  return differing === 0
    ? [good('the account behaves as the simulator does')]
    : [note(`the account differs from the simulator in ${differing} of ${facts.length} facts`)]
}

/** How to give the simulator this account's ways. */
function instructions(facts: readonly Fact[]): string[] {
  const settings = settingsLike(facts)
  if (Object.keys(settings).length === 0) return []
  return [
    '      To make the simulator alike, under npm start:',
    `      curl -X PUT http://localhost:8788/simulator/settings -d '${JSON.stringify(settings)}'`,
  ]
}
