#!/usr/bin/env node
import { nearest } from '../doctor/nearest.ts'
import { run as runDoctor } from '../doctor/run.ts'
import { takeInterrupts } from '../doctor/takeInterrupts.ts'
import { init } from './init.ts'
import { simulator } from './simulator.ts'
import { testServer } from './testServer.ts'
import { update } from './update.ts'

/** Does what was asked for; answers with the exit code. */
export type Command = (typed: readonly string[], directory: string) => Promise<number>

/** What can be asked for, and the line that tells of it. */
const COMMANDS: { readonly [name: string]: readonly [about: string, command: Command] } = {
  doctor: ['says whether settings, account or a deployed edge work, and what to fix', doctor],
  init: ['writes wrangler.jsonc and what else an edge of its own folder needs', init],
  simulator: ['runs a simulated Freshsales at http://localhost:8788', simulator],
  'test-server': ['runs an empty edge and Freshsales for a test, on free ports', testServer],
  update: [
    'brings a copy of the repository to the newest version, its settings left alone',
    update,
  ],
}

/** Exit code for a command that cannot be understood. */
const MISTYPED = 2

process.exitCode = await main(process.argv.slice(2))

async function main([name, ...typed]: string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') return help()
  // What begins otherwise than a name is meant for the doctor, who is asked most often.
  if (name === undefined) return doctor([])
  if (/^(?:-|https?:)/.test(name)) return doctor([name, ...typed])
  const [, command] = (Object.hasOwn(COMMANDS, name) && COMMANDS[name]) || []
  if (command) return carryOut(command, typed)
  const meant = nearest(name, Object.keys(COMMANDS))
  const hint = meant === undefined ? 'Help: npx freshsales-edge --help' : `Did you mean ${meant}?`
  console.error(`There is no command "${name}". ${hint}`)
  return MISTYPED
}

/** A mistyped option is told in Node's words, without a stack. */
async function carryOut(command: Command, typed: readonly string[]): Promise<number> {
  try {
    return await command(typed, process.cwd())
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error
    console.error(message)
    return MISTYPED
  }
}

function help(): number {
  const width = Math.max(...Object.keys(COMMANDS).map(({ length }) => length))
  const lines = Object.entries(COMMANDS).map(
    ([name, [about]]) => `  ${name.padEnd(width)}  ${about}`,
  )
  console.log(`\nnpx freshsales-edge [COMMAND]\n\n${lines.join('\n')}\n`)
  console.log(
    'Without a command it is the doctor. More of one: npx freshsales-edge COMMAND --help\n',
  )
  return 0
}

function doctor(typed: readonly string[]): Promise<number> {
  return runDoctor({
    arguments: typed,
    environment: process.env,
    directory: process.cwd(),
    isTerminal: process.stdout.isTTY === true,
    write: (text) => process.stdout.write(text),
    takeInterrupts,
  })
}
