import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unstable_readConfig } from 'wrangler'

const root = mkdtempSync(path.join(tmpdir(), 'freshsales-edge-cli-'))
const cli = path.join(root, 'node_modules', 'freshsales-edge', 'dist', 'cli.js')

/** The package as npm lays it. */
beforeAll(() => {
  const installed = path.dirname(path.dirname(cli))
  mkdirSync(installed, { recursive: true })
  for (const file of ['package.json', 'wrangler.jsonc', 'dist/cli.js', 'dist/testing.js'])
    cpSync(file, path.join(installed, file))
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

function folder(name: string): string {
  const made = path.join(root, name)
  mkdirSync(made, { recursive: true })
  return made
}

function freshsalesEdge(cwd: string, ...typed: string[]): [status: number | null, text: string] {
  const options = { cwd, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...typed], options)
  return [status, stdout + stderr]
}

describe('npx freshsales-edge', () => {
  it.each<[string[], number, RegExp]>([
    [['--help'], 0, /simulator +runs/],
    [['docter'], 2, /Did you mean doctor\?/],
    [['constructor'], 2, /There is no command "constructor"/],
    [['update', '--too', '1'], 2, /--too/],
    [['doctor', '--prob'], 2, /Did you mean --probe\?/],
    [[], 1, /wrangler\.jsonc: there is no such file here/],
    [['update'], 1, /This is no copy of the repository/],
    [['init', '--domain', 'acme'], 1, /--origin: "" is no origin/],
    [['init', '--domain', 'crm.acme.com', '--origin', 'https://a.com'], 1, /--domain: /],
  ])('%j', (typed, status, text) => {
    expect(freshsalesEdge(folder('empty'), ...typed)).toEqual([status, expect.stringMatching(text)])
  })

  it('writes a folder that Wrangler reads as it reads the repository, and overwrites none', () => {
    const made = folder('made')
    const typed = ['init', '--domain', 'acme', '--origin', 'https://www.acme.com']
    expect(freshsalesEdge(made, ...typed)).toEqual([0, expect.stringContaining('wrangler deploy')])
    const read = (config: string) => unstable_readConfig({ config }, { hideWarnings: true })
    const [ours, theirs] = [read('wrangler.jsonc'), read(path.join(made, 'wrangler.jsonc'))]
    expect(theirs.vars).toEqual({
      FRESHSALES_DOMAIN: 'acme',
      ALLOWED_ORIGINS: 'https://www.acme.com',
    })
    expect(theirs.durable_objects).toEqual(ours.durable_objects)
    expect(theirs.main).toBe(path.join(made, 'node_modules/freshsales-edge/dist/worker.js'))
    expect(JSON.stringify(theirs.assets)).toContain('node_modules/freshsales-edge/dist')
    expect(freshsalesEdge(made, ...typed)[0]).toBe(1)
  })
})

describe('npx freshsales-edge update', () => {
  const upstream = () => path.join(root, 'upstream')

  function git(cwd: string, ...typed: string[]): string {
    const who = [
      '-c',
      'user.name=A',
      '-c',
      'user.email=a@acme.example',
      '-c',
      'core.autocrlf=false',
    ]
    return execFileSync('git', [...who, ...typed], { cwd, encoding: 'utf8' })
  }

  function commit(cwd: string, files: { [file: string]: string }): void {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true })
      writeFileSync(path.join(cwd, file), text)
    }
    git(cwd, 'add', '-A')
    git(cwd, 'commit', '-qm', 'a change')
  }

  const manifest = (version: string) => JSON.stringify({ name: 'freshsales-edge', version })
  const settings = (domain: string, bindings: string) =>
    `{\n  "bindings": "${bindings}",\n  "a": 1,\n  "b": 2,\n  "c": 3,\n  "vars": {\n    "FRESHSALES_DOMAIN": "${domain}"\n  }\n}\n`

  beforeAll(() => {
    const made = folder('upstream')
    git(made, 'init', '-q')
    const old = { 'package.json': manifest('0.1.0'), 'wrangler.jsonc': settings('', 'OUTBOX') }
    commit(made, { ...old, 'dist/worker.js': 'old', 'docs/gone.md': 'x', 'README.md': 'old\n' })
    git(made, 'tag', 'v0.1.0')
    rmSync(path.join(made, 'docs'), { recursive: true })
    const next = {
      'package.json': manifest('0.10.0'),
      'wrangler.jsonc': settings('', 'OUTBOX, LANE'),
    }
    commit(made, { ...next, 'dist/worker.js': 'new', 'src/new.ts': 'new', 'README.md': 'new\n' })
    for (const tag of ['v0.10.0', 'v0.9.0', 'v0.11.0-beta.1', 'other']) git(made, 'tag', tag)
  })

  /** As the button makes one: the files of a version, a history of its own. */
  function copyWith(name: string, mine: { [file: string]: string }): string {
    const copy = folder(name)
    git(upstream(), '--work-tree', copy, 'checkout', '-q', 'v0.1.0', '--', '.')
    git(upstream(), 'reset', '-q', '--hard')
    git(copy, 'init', '-q')
    commit(copy, mine)
    return copy
  }

  const update = (copy: string) => freshsalesEdge(copy, 'update', '--from', upstream())
  const read = (copy: string, file: string) => readFileSync(path.join(copy, file), 'utf8')

  it('brings a copy to the newest version, and leaves its settings and what is its own alone', () => {
    const mine = { 'wrangler.jsonc': settings('acme', 'OUTBOX'), 'notes.md': 'ours' }
    const copy = copyWith('copy', mine)
    expect(update(copy)).toEqual([0, expect.stringContaining('0.1.0 → 0.10.0')])
    expect(read(copy, 'wrangler.jsonc')).toBe(settings('acme', 'OUTBOX, LANE'))
    expect(read(copy, 'dist/worker.js') + read(copy, 'src/new.ts')).toBe('newnew')
    expect(read(copy, 'notes.md')).toBe('ours')
    expect(() => read(copy, 'docs/gone.md')).toThrow()
    expect(update(copy)[1]).toContain('not committed')
    commit(copy, {})
    expect(update(copy)).toEqual([0, expect.stringContaining('has the newest version, 0.10.0')])
  })

  it('names what both changed, and decides nothing', () => {
    const copy = copyWith('clash', { 'README.md': 'mine\n' })
    const [status, text] = update(copy)
    expect(status).toBe(1)
    expect(text).toMatch(/same lines of:\nREADME\.md\n/)
    expect(read(copy, 'README.md')).toContain('<<<<<<<')
    expect(read(copy, 'dist/worker.js')).toBe('new')
  })

  it('touches nothing while the newest version cannot be fetched', () => {
    const copy = copyWith('offline', {})
    const [status, text] = freshsalesEdge(copy, 'update', '--from', path.join(root, 'nowhere'))
    expect([status, text]).toEqual([1, expect.stringContaining('git ls-remote: ')])
    expect(git(copy, 'status', '--porcelain')).toBe('')
  })
})
