import { SECRETS } from '../edge/settings/settings.ts'
import { checkAccess, checkAccount } from './account/checkAccount.ts'
import { type Command, type EdgeToCheck, parseCommand, USAGE, type Where } from './command.ts'
import { readAsWritten } from './configuration/asWritten.ts'
import { checkBindings } from './configuration/checkBindings.ts'
import { checkVariables, readAccess } from './configuration/checkVariables.ts'
import { readPlaces } from './configuration/readPlaces.ts'
import { gatherVariables, type Variables } from './configuration/variables.ts'
import { checkEdge } from './edge/checkEdge.ts'
import { bad } from './finding.ts'
import { probe } from './probe/probe.ts'
import { createReport, type Report } from './report.ts'

/** What the doctor is given from outside. */
export interface Surroundings {
  /** As typed after `npm run doctor --`. */
  arguments: readonly string[]
  environment: Readonly<Record<string, string | undefined>>
  /** Holds `wrangler.jsonc` and `.dev.vars`. */
  directory: string
  /** Whether a person reads along: decides about colours. */
  isTerminal: boolean
  write(text: string): void
  /** From when it is called on, Ctrl-C aborts this signal instead of ending the process at once. */
  takeInterrupts(): AbortSignal
}

/** Exit code for a command that cannot be understood. */
const MISTYPED = 2

/** Does what was asked for; returns the exit code. */
export async function run(surroundings: Surroundings): Promise<number> {
  const command = parseCommand(surroundings.arguments)
  if (!command.ok) {
    surroundings.write(`${command.reason}\nHelp: npm run doctor -- --help\n`)
    return MISTYPED
  }
  if (command.value.kind === 'help') {
    surroundings.write(USAGE)
    return 0
  }
  const report = createReport(surroundings)
  await carryOut(command.value, { report, surroundings })
  return report.end()
}

interface Work {
  report: Report
  surroundings: Surroundings
}

async function carryOut(command: Exclude<Command, { kind: 'help' }>, work: Work): Promise<void> {
  switch (command.kind) {
    case 'configuration':
      return examineConfiguration(command.where, work)
    case 'edge':
      return examineEdge(command.edge, work)
    case 'probe':
      return probeAccount(command, work)
  }
}

async function examineConfiguration(where: Where, work: Work): Promise<void> {
  const { report } = work
  report.title('Configuration')
  const variables = await readVariables(where, work)
  if (!variables) return
  const written = readAsWritten(variables.env)
  const { findings, config } = checkVariables(variables, written)
  await report.add(findings)
  await report.add(checkBindings(variables))
  const { access } = readAccess(variables)
  if (!access) return
  report.title(`Account ${access.domain.origin}`)
  const keys = { ...access, apiKeys: [access.apiKey] }
  await report.add(config ? checkAccount(config, written) : checkAccess(keys))
}

async function examineEdge(edge: EdgeToCheck, { report }: Work): Promise<void> {
  report.title(`Edge ${edge.url.origin}`)
  await report.add(checkEdge(edge))
}

async function probeAccount(
  { where, isConfirmed }: { where: Where; isConfirmed: boolean },
  work: Work,
): Promise<void> {
  const { report, surroundings } = work
  report.title('Probe')
  const variables = await readVariables(where, work)
  if (!variables) return
  const { findings, access } = readAccess(variables)
  if (!access) return report.add(findings)
  await probe(access, { report, isConfirmed, signal: surroundings.takeInterrupts() })
}

async function readVariables(
  where: Where,
  { report, surroundings }: Work,
): Promise<Variables | undefined> {
  const read = await readPlaces(where, {
    directory: surroundings.directory,
    processEnvironment: surroundings.environment,
  })
  if (!read.ok) {
    await report.add([
      bad(where.config, read.reason, 'Run it where wrangler.jsonc is, or name it with --config.'),
    ])
    return undefined
  }
  const variables = gatherVariables(read.value)
  report.hide(SECRETS.map((name) => String(variables.env[name] ?? '')))
  return variables
}
