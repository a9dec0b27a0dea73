import { listCall } from '../../freshsales/resolve/catalog.ts'
import { connect } from '../account/connection.ts'
import { explain } from '../account/explain.ts'
import { createLists } from '../account/lists.ts'
import { bad, type Finding, good, note } from '../finding.ts'
import type { Report } from '../report.ts'
import type { ProbeAccount } from './account.ts'
import { differs, settingsLike, shown } from './compare.ts'
import { fillCompulsory } from './fillings.ts'
import { createLaboratory, type Fillings, type LaboratoryWithKeys } from './laboratory.ts'
import { CannotAsk, type Fact, type Question } from './question.ts'
import { QUESTIONS } from './questions.ts'

/** Two lists of fields, and the owners. */
const PREPARING_CALLS = 3

export interface ProbeOptions {
  report: Report
  isConfirmed: boolean
  signal: AbortSignal
}

/** Asks the account all questions, one after the other, and says where it differs from the simulator. */
export async function probe(account: ProbeAccount, options: ProbeOptions): Promise<void> {
  const { report, isConfirmed, signal } = options
  const calls = QUESTIONS.reduce((sum, question) => sum + question.calls, PREPARING_CALLS)
  report.say(`  ${account.domain.origin}: ${QUESTIONS.length} questions, at most ${calls} calls.`)
  report.say('  Makes records named "freshsales-edge doctor … (delete me)" and deletes them again.')
  if (!isConfirmed)
    return report.add([bad('--yes', 'nothing was sent', 'npm run doctor -- --probe --yes')])
  const preparation = await prepare(account, calls)
  if ('mark' in preparation) return report.add([preparation])
  const laboratory = createLaboratory({ account, fillings: preparation, signal })
  const facts: Fact[] = []
  for (const question of QUESTIONS) {
    report.title(question.title)
    facts.push(...(await ask(question, { laboratory, report })))
    if (signal.aborted) break
  }
  report.title('Result')
  await report.add(conclude(facts))
  for (const line of instructions(facts)) report.say(line)
  report.say(`  ${laboratory.spent() + PREPARING_CALLS} calls were spent.`)
}

/** What the account makes compulsory; or what is in the way, such as too few calls to clean up. */
async function prepare(account: ProbeAccount, calls: number): Promise<Fillings | Finding> {
  const connection = connect(account)
  try {
    const lists = createLists(connection)
    const contact = fillCompulsory(await lists.entries('contact_fields'))
    const filled = fillCompulsory(await lists.entries('account_fields'))
    await connection.send(listCall('owners'))
    const { remaining } = connection.quota() ?? {}
    return remaining !== undefined && remaining < calls
      ? bad('quota', `only ${remaining} calls are left in this hour`, 'Wait until it is over.')
      : { contact, account: filled }
  } catch (error) {
    return explain(error)
  }
}

async function ask(
  question: Question,
  { laboratory, report }: { laboratory: LaboratoryWithKeys; report: Report },
): Promise<Fact[]> {
  let facts: Fact[] = []
  try {
    facts = await question.ask(laboratory)
    await report.add(facts.map(toFinding))
  } catch (error) {
    await report.add([failure(error)])
  }
  const left = await laboratory.cleanUp()
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

function failure(error: unknown): Finding {
  if (error instanceof CannotAsk) return note(`not asked: ${error.message}`)
  if (error instanceof Error && error.name === 'AbortError')
    return bad('the probe', 'stopped on request', 'Start it again: it begins from the start.')
  return { ...explain(error), subject: 'the probe' }
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
