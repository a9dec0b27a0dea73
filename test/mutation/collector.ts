// Stands in for `vitest` in the tests that mutants meet: their tests are collected, to be run again and again.

import { expect, vi } from '../../node_modules/vitest/dist/index.js'

export { expect, vi }

type Run = (...given: never[]) => unknown

export interface Collected {
  name: string
  run(): Promise<void>
}

interface Suite {
  name: string
  parent: Suite | undefined
  before: Run[]
  after: Run[]
  beforeAll: Run[]
  isReady: boolean
}

const open = (name: string, parent?: Suite): Suite => ({
  name,
  parent,
  before: [],
  after: [],
  beforeAll: [],
  isReady: false,
})

let suite = open('')
const collected: Collected[] = []

/** All tests of the files that were imported since. */
export function collect(file: string): { done(): Collected[] } {
  suite = open(file)
  const first = collected.length
  return { done: () => collected.slice(first) }
}

const lineage = (of: Suite | undefined): Suite[] => (of ? [...lineage(of.parent), of] : [])

function define(name: string, run: Run, given: unknown[]): void {
  const suites = lineage(suite)
  collected.push({
    name: [...suites.map((each) => each.name), name].filter(Boolean).join(' > '),
    async run() {
      for (const each of suites)
        if (!each.isReady) {
          each.isReady = true
          for (const prepare of each.beforeAll) await prepare()
        }
      try {
        for (const each of suites) for (const prepare of each.before) await prepare()
        await run(...(given as never[]))
      } finally {
        for (const each of suites.toReversed()) for (const tidy of each.after) await tidy()
      }
    },
  })
}

const rowOf = (row: unknown): unknown[] => (Array.isArray(row) ? row : [row])

const nameOf = (name: string, row: unknown, index: number) =>
  `${name} #${index} ${JSON.stringify(row)?.slice(0, 60)}`

export const it = Object.assign(
  (name: string, ...rest: unknown[]) =>
    define(name, rest.find((each) => typeof each === 'function') as Run, [{ task: { meta: {} } }]),
  {
    each: (table: readonly unknown[]) => (name: string, run: Run) => {
      for (const [index, row] of table.entries()) define(nameOf(name, row, index), run, rowOf(row))
    },
  },
)
/** The same under the other name of it. */
export const test = Object.assign(it, {})

export const describe = Object.assign(
  (name: string, run: Run) => {
    const parent = suite
    suite = open(name, parent)
    run()
    suite = parent
  },
  {
    each: (table: readonly unknown[]) => (name: string, run: Run) => {
      for (const [index, row] of table.entries())
        describe(nameOf(name, row, index), () => run(...(rowOf(row) as never[])))
    },
  },
)

export const beforeEach = (run: Run) => void suite.before.push(run)
export const afterEach = (run: Run) => void suite.after.unshift(run)
export const beforeAll = (run: Run) => void suite.beforeAll.push(run)
export const afterAll = (_: Run) => undefined
