import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isFull } from '../shop/effort.ts'

interface Package {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  allowScripts?: Record<string, boolean>
}

const read = (file: string) => readFileSync(file, 'utf8')
const own: Package = JSON.parse(read('package.json'))
const lock: {
  packages: Record<string, { version?: string; integrity?: string; hasInstallScript?: true }>
} = JSON.parse(read('package-lock.json'))
const promises = read('SECURITY.md')

describe('the supply chain', () => {
  it('decides about every package that has a script for its installation', () => {
    expect(read('.npmrc')).toMatch(/^strict-allow-scripts=true$/m)
    const withScripts = Object.entries(lock.packages)
      .filter(([path, { hasInstallScript }]) => path !== '' && hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
    expect(withScripts.length).toBeGreaterThan(0)
    expect(Object.keys(own.allowScripts ?? {}).sort()).toEqual(withScripts.sort())
  })

  it('holds a hash of every package', () => {
    const without = Object.entries(lock.packages)
      .filter(([path, { integrity }]) => path !== '' && !/^sha512-.{86}==$/.test(integrity ?? ''))
      .map(([path]) => path)
    expect(without).toEqual([])
  })

  it('is what SECURITY.md says: what is deployed, and that no library runs in a page', () => {
    const [, listed = ''] = /libraries are deployed \(([^)]+)\)/.exec(promises) ?? []
    const names = [...listed.matchAll(/`([^`]+)`/g)].map(([, name]) => name)
    expect(names).toEqual(Object.keys(own.dependencies ?? {}))
    const inPages = globSync('src/{browser,protocol}/**/*.ts').filter((file) =>
      /^import [^;]*? from '[^.']/ms.test(read(file)),
    )
    expect(inPages).toEqual([])
  })

  it('names exact versions only', () => {
    for (const version of Object.values({ ...own.dependencies, ...own.devDependencies }))
      expect(version).toMatch(/^(?:npm:[\w/@-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/)
  })

  it('names what the Worker imports as what is deployed', () => {
    const imported = globSync('src/{edge,freshsales,protocol}/**/*.{ts,tsx}').flatMap((file) =>
      [...read(file).matchAll(/^(?:import|export) [^;]*? from '([^.'][^']*)'/gms)].flatMap(
        ([, name = '']) => (/^(?:cloudflare|node):/.test(name) ? [] : name),
      ),
    )
    const packages = new Set(imported.map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name))
    expect(packages.size).toBeGreaterThan(0)
    for (const name of packages) expect(Object.keys(own.dependencies ?? {})).toContain(name)
  })
})

describe('SECURITY.md', () => {
  const rows = promises.split('\n').filter((line) => /^\| [A-Z]/.test(line))

  it('names a test that is there for each promise', () => {
    expect(rows.length).toBeGreaterThan(10)
    for (const row of rows) {
      const files = testsIn(row.split('|').at(-2) ?? '')
      expect(files, row).not.toEqual([])
      for (const file of files) expect(existsSync(file), file).toBe(true)
    }
  })
})

interface Evidence {
  /** A title of a test, and the file that it stands in. */
  tests?: [file: string, title: string][]
  /** What can be seen here. */
  see?: () => void
}

/** What stands outside the table, by how it begins. What nobody here can see is advice. */
const SAID: { readonly [beginning: string]: Evidence | 'advice' } = {
  'A write key is public': {
    tests: [
      ['test/edge/collect/origin.test.ts', 'origin'],
      ['test/edge/collect/throttle.test.ts', 'is refused with 429 and when to come again'],
      ['test/edge/delivery/abuse.test.ts', 'makes no more new contacts an hour for one source'],
      ['test/edge/collect/leadQuality.test.ts', 'is held for review when its flag says so'],
      ['test/edge/collect/leadQuality.test.ts', 'holds a lead without a token, and asks nobody'],
      ['test/edge/collect/signed.test.ts', 'a source that takes signed identities only'],
    ],
  },
  'Whoever knows a person': {
    tests: [
      ['test/edge/trust/existing.test.ts', 'takes what a page says of the person'],
      ['test/edge/collect/fields.test.ts', 'may list only what a page sets, whatever else comes'],
      ['test/edge/collect/signed.test.ts', 'a source that takes signed identities only'],
    ],
  },
  'The throttle counts in each': {
    tests: [['test/edge/collect/throttle.test.ts', 'of one visitor does not stop another']],
  },
  'A `trusted` key is a secret': {
    tests: [['test/edge/collect/fields.test.ts', 'a server may set everything']],
  },
  'Secrets with `wrangler secret put`': {
    tests: [
      ['test/doctor/configuration.test.ts', 'objects to a secret in wrangler.jsonc'],
      ['test/edge/operator/setup.test.ts', "'no key'"],
      ['test/edge/operator/setup.test.ts', 'is all that is answered while a setting is wrong'],
    ],
  },
  'Give the API key a Freshsales user': {
    tests: [
      ['test/doctor/account.test.ts', 'lack every right where each answer is 403'],
      ['test/edge/delivery/rights.test.ts', '403'],
    ],
  },
  'A custom domain with': {
    tests: [['test/edge/collect/routes.test.ts', 'is found under the listed host names only']],
    see: () => expect(read('wrangler.jsonc')).toMatch(/^ {2}"preview_urls": false,$/m),
  },
  'A rate limiting rule': 'advice',
  'Four libraries are deployed': {
    see() {
      expect(Object.keys(own.dependencies ?? {})).toHaveLength(4)
      const drawing = globSync('src/**/*.{ts,tsx}').filter((file) =>
        /from 'preact/.test(read(file)),
      )
      expect(drawing.length).toBeGreaterThan(0)
      for (const file of drawing) expect(file).toMatch(/^src\/edge\/console\/app\//)
    },
  },
  '`npm audit signatures` checks': 'advice',
  '`npm sbom --sbom-format cyclonedx` writes': {
    see() {
      if (!isFull) return
      const command = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only']
      const { components } = JSON.parse(execFileSync('npm', command, { encoding: 'utf8' })) as {
        components: { name: string }[]
      }
      const names = components.map(({ name }) => name)
      expect(names.sort()).toEqual(Object.keys(own.dependencies ?? {}).sort())
    },
  },
  '`dist/` is committed': {
    tests: [
      ['test/checks/dist.test.ts', 'dist/ is what the sources build'],
      ['test/e2e/static.test.ts', 'the very bytes that the build names a hash of'],
    ],
    see: () =>
      expect(read('dist/_headers')).toMatch(/^\/sdk\/\*\n {2}Cache-Control: .*immutable$/m),
  },
}

describe('what SECURITY.md says outside its table', () => {
  const items = promises
    .split(/^## What is not promised$/m)[1]
    ?.split('\n')
    .filter((line) => line.startsWith('- '))
    .map((line) => line.slice(2))

  it('is all looked at', () => {
    const beginnings = Object.keys(SAID)
    expect(items?.map((item) => beginnings.find((begin) => item.startsWith(begin)))).toEqual(
      beginnings,
    )
  })

  it.each(Object.entries(SAID))('%s …', (_, evidence) => {
    if (evidence === 'advice') return
    for (const [file, title] of evidence.tests ?? []) expect(read(file), file).toContain(title)
    evidence.see?.()
  })
})

const testsIn = (cell: string): string[] =>
  [...cell.matchAll(/`(test\/[\w./-]+)`/g)].map(([, file = '']) => file)

describe('docs/security.md', () => {
  const rows = read('docs/security.md')
    .split('\n')
    .filter((line) => /^\| (?:API|V)\d/.test(line))

  it('has a line for each risk and each chapter', () => {
    expect(rows.map((row) => /^\| (\w+)/.exec(row)?.[1])).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `API${index + 1}`),
      ...Array.from({ length: 17 }, (_, index) => `V${index + 1}`),
    ])
  })

  it('says of each whether it is met, and names tests that are there', () => {
    for (const row of rows) {
      const [, , verdict = '', evidence = ''] = row.split('|').map((cell) => cell.trim())
      expect(['met', 'not applicable']).toContain(verdict)
      const files = testsIn(evidence)
      if (verdict === 'met') expect(files, row).not.toEqual([])
      for (const file of files) expect(existsSync(file), file).toBe(true)
    }
  })
})
