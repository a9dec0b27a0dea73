import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

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
