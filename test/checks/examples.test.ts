import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const read = (file: string) => readFileSync(file, 'utf8')

const NAMES = readdirSync('examples').filter((name) => existsSync(`examples/${name}/package.json`))

/** A guide is read in a minute, or not at all. */
const MOST_LINES = 40

/** However far it is indented. */
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

describe.each(NAMES)('examples/%s', (name) => {
  const folder = path.join('examples', name)
  const { dependencies = {}, devDependencies = {} } = JSON.parse(read(`${folder}/package.json`))
  const versions: [string, string][] = Object.entries({ ...dependencies, ...devDependencies })

  it('has a guide whose links lead somewhere, and which shows what is there', () => {
    const guide = read(`${folder}/README.md`)
    expect(guide.split('\n').length).toBeLessThanOrEqual(MOST_LINES)
    for (const [, link = ''] of guide.matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(existsSync(path.join(folder, link)), link).toBe(true)
    for (const [, file = ''] of guide.matchAll(/`((?:src|app|public|tests|\.github)\/[^`]+)`/g))
      expect(existsSync(path.join(folder, file)), file).toBe(true)
    const sources = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'README.md')
      .map((entry) => plain(read(path.join(entry.parentPath, entry.name))))
    const [, shown = ''] = /```(?:js|jsx|vue|svelte|astro|html)\n([\s\S]*?)```/.exec(guide) ?? []
    for (const line of shown.split('\n').map(plain))
      expect(
        sources.some((source) => source.includes(line)),
        line,
      ).toBe(true)
  })

  it('has versions that are pinned and in its lock file', () => {
    const { packages } = JSON.parse(read(`${folder}/package-lock.json`))
    for (const [dependency, version] of versions)
      expect(packages[`node_modules/${dependency}`].version, dependency).toBe(version)
  })

  it('is in the table of what was tried, with its versions', () => {
    const row = read('docs/forms.md')
      .split('\n')
      .find((line) => line.startsWith('| [') && line.includes(`(../examples/${name}/README.md)`))
    // Of a framework the versions count; tools of the test have their own.
    const told = versions.filter(([dependency]) => row?.includes(`${dependency} `))
    for (const [dependency, version] of told) expect(row).toContain(`${dependency} ${version}`)
    expect(row).toMatch(/\| \d{1,2} \w+ \d{4} \|$/)
    expect(name === 'html' || told.length > 0).toBe(true)
  })
})

describe('the plain example', () => {
  const shown = [...read('docs/testing.md').matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g)]

  it.each(['playwright.config.ts', 'tests/signUp.spec.ts'])(
    'has %s as docs/testing.md shows it',
    (file) => {
      const [, , text] = shown.find(([, name]) => name === file) ?? []
      expect(text).toBe(read(`examples/html/${file}`))
    },
  )
})

it('the npm package has the test server in it, and no example', () => {
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
  })
  const answer = JSON.parse(packed)
  const [{ files }] = Array.isArray(answer) ? answer : Object.values(answer)
  const names: string[] = files.map((file: { path: string }) => file.path)
  for (const file of [
    'dist/testing.js',
    'dist/testing.d.ts',
    'dist/worker.js',
    'dist/.assetsignore',
    '.demo/freshsales.js',
    '.demo/page/index.html',
    'wrangler.jsonc',
  ])
    expect(names).toContain(file)
  expect(names.filter((file) => file.includes('example'))).toEqual([])
})
