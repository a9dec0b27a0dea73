import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** One small fault that is put into the code, and switched on by its number. */
export interface Mutant {
  id: string
  file: string
  line: number
  /** What kind of fault, in Stryker's words. */
  kind: string
  /** What stands there, and what instead. */
  before: string
  after: string
}

/** What is used of `@stryker-mutator/instrumenter`, which `npm ci` leaves out. */
interface Instrumenter {
  instrument(files: File[], options: object): Promise<{ files: File[]; mutants: Found[] }>
}

interface File {
  name: string
  mutate: boolean
  content: string
}

interface Found {
  id: string
  fileName: string
  mutatorName: string
  replacement: string
  /** Set where it is not to be tried. */
  status?: string
  location: { start: Place; end: Place }
}

interface Place {
  line: number
  column: number
}

const INSTRUMENTER: string = '@stryker-mutator/instrumenter'

const SILENT = {
  isDebugEnabled: () => false,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
}

/** The files with all their mutants in them, none of them switched on. */
export async function instrument(pattern: string) {
  const files = globSync(pattern)
    .sort()
    .map((file) => ({ name: resolve(file), mutate: true, content: readFileSync(file, 'utf8') }))
  const { Instrumenter } = await import(INSTRUMENTER)
  const instrumenter: Instrumenter = new Instrumenter(SILENT)
  const options = { plugins: null, excludedMutations: [], ignorers: [] }
  const result = await instrumenter.instrument(files, options)
  const contents = new Map(files.map(({ name, content }) => [name, content.split('\n')]))
  const mutants = result.mutants
    .filter(({ status }) => status === undefined)
    .map(({ id, fileName, mutatorName, replacement, location: { start, end } }): Mutant => {
      const line = contents.get(fileName)?.[start.line] ?? ''
      const until = end.line === start.line ? end.column : undefined
      return {
        id,
        file: fileName.slice(process.cwd().length + 1),
        line: start.line + 1,
        kind: mutatorName,
        before: line.slice(start.column, until),
        after: replacement,
      }
    })
  return { sources: new Map(result.files.map(({ name, content }) => [name, content])), mutants }
}
