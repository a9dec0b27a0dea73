import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Package {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  allowScripts?: Record<string, boolean>
}

const read = (file: string) => readFileSync(file, 'utf8')
const own: Package = JSON.parse(read('package.json'))
const lock: { packages: Record<string, { version?: string; hasInstallScript?: true }> } =
  JSON.parse(read('package-lock.json'))

describe('the supply chain', () => {
  it('decides about every package that has a script for its installation', () => {
    expect(read('.npmrc')).toMatch(/^strict-allow-scripts=true$/m)
    const withScripts = Object.entries(lock.packages)
      .filter(([path, { hasInstallScript }]) => path !== '' && hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
    expect(withScripts.length).toBeGreaterThan(0)
    expect(Object.keys(own.allowScripts ?? {}).sort()).toEqual(withScripts.sort())
  })

  it('names exact versions only', () => {
    for (const version of Object.values({ ...own.dependencies, ...own.devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
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
      expect(['met', 'partly met', 'not met', 'not applicable']).toContain(verdict)
      const files = [...evidence.matchAll(/`(test\/[\w./-]+)`/g)].map(([, file = '']) => file)
      if (verdict === 'met') expect(files, row).not.toEqual([])
      for (const file of files) expect(existsSync(file), file).toBe(true)
    }
  })
})
