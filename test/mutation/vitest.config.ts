import { defineConfig } from 'vitest/config'
import { GROUPS, type GroupName } from './groups.ts'
import { instrument } from './instrument.ts'

const here = (file: string) => new URL(file, import.meta.url).pathname

const group = GROUPS[(process.env['GROUP'] ?? 'engine') as GroupName]
const { sources, mutants } = await instrument(process.env['FILES'] ?? group.files)

/** One run in which every mutant meets the tests that come by it. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  plugins: [
    {
      name: 'mutants',
      enforce: 'pre',
      transform: (_, id) => {
        const code = sources.get(id.split('?', 1)[0] ?? '')
        return code === undefined ? null : { code, map: null }
      },
    },
  ],
  test: {
    include: ['test/mutation/mutants.test.ts'],
    environment: group.environment,
    testTimeout: 24 * 3_600_000,
    silent: true,
    // What it would keep holds the mutants of another run.
    fsModuleCache: false,
    provide: { mutants, tests: process.env['TESTS'] ?? group.tests },
    alias: [
      { find: /^vitest$/, replacement: here('./collector.ts') },
      { find: 'cloudflare:workers', replacement: here('../simulation/durableObject.ts') },
    ],
  },
})
