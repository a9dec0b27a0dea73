import { listCall } from '../../freshsales/catalog.ts'
import { connect } from '../account/connection.ts'
import { explain } from '../account/explain.ts'
import { bad, type Finding, good, note } from '../finding.ts'
import type { Report } from '../report.ts'
import type { ProbeAccount } from './account.ts'
import { differs, settingsLike, shown } from './compare.ts'
import { createLaboratory, type LaboratoryWithKeys } from './laboratory.ts'
import { CannotAsk, type Fact, type Question } from './question.ts'
import { QUESTIONS } from './questions.ts'

export interface ProbeOptions {
  report: Report
  isConfirmed: boolean
  signal: AbortSignal
}

/** Asks the account all questions, one after the other, and says where it differs from the simulator. */
export async function probe(account: ProbeAccount, options: ProbeOptions): Promise<void> {
  const { report, isConfirmed, signal } = options
  const calls = QUESTIONS.reduce((sum, question) => sum + question.calls, 1)
  report.say(`  ${account.domain.origin}: ${QUESTIONS.length} questions, at most ${calls} calls.`)
  report.say('  Makes records named "freshsales-edge doctor … (delete me)" and deletes them again.')
  const obstacle = isConfirmed ? await findObstacle(account, calls) : unconfirmed
  if (obstacle) return report.add([obstacle])
  const laboratory = createLaboratory(account, signal)
  const facts: Fact[] = []
  for (const question of QUESTIONS) {
    report.title(question.title)
    facts.push(...(await ask(question, { laboratory, report })))
    if (signal.aborted) break
  }
  report.title('Result')
  await report.add(conclude(facts))
  for (const line of instructions(facts)) report.say(line)
  report.say(`  ${laboratory.spent() + 1} calls were spent.`)
}

const unconfirmed = bad('--yes', 'nothing was sent', 'npm run doctor -- --probe --yes')

/** A probe that runs out of calls could not clean up. */
async function findObstacle(account: ProbeAccount, calls: number): Promise<Finding | undefined> {
  const connection = connect(account)
  try {
    await connection.send(listCall('owners'))
  } catch (error) {
    return explain(error)
  }
  const { remaining } = connection.quota() ?? {}
  return remaining !== undefined && remaining < calls
    ? bad(
        'quota',
        `only ${remaining} calls are left in this hour`,
        'Try again when the hour is over.',
      )
    : undefined
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
