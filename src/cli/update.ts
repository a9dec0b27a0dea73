import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { packageRoot, readPackage } from '../testing/packageRoot.ts'
import { say } from './say.ts'

const USAGE = `
npx freshsales-edge update [--to 0.2.0] [--from https://github.com/…]

Applies what changed between the version of this copy and the newest one. What you changed yourself
stays: the settings in wrangler.jsonc above all. Nothing is committed: look at it (git diff), then
commit and push.
`

/** A reason to stop that whoever typed it can mend. */
class Stop extends Error {}

/** Brings a copy of the repository, as the "Deploy to Cloudflare" button makes one, up to date. */
export async function update(typed: readonly string[], directory: string): Promise<number> {
  const { values } = parseArgs({
    args: [...typed],
    options: {
      to: { type: 'string' },
      from: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return say(USAGE)
  try {
    return bringUpToDate(directory, values)
  } catch (error) {
    if (error instanceof Stop) return say(error.message, 1)
    throw error
  }
}

function bringUpToDate(copy: string, { to, from }: { to?: string; from?: string }): number {
  const git = gitIn(copy)
  const { version } = readCopy(copy)
  if (!existsSync(path.join(copy, '.git')))
    throw new Stop('This copy is no git repository: run git init, commit all, and try again.')
  if (git('status', '--porcelain').trim() !== '')
    throw new Stop('There are changes that are not committed. Commit them first, then try again.')
  const source = from ?? readPackage(packageRoot()).repository.url.replace(/^git\+/, '')
  const newest = to ?? newestOf(git('ls-remote', '--tags', '--refs', source))
  if (newest === version) return say(`This copy has the newest version, ${version}.`)
  git('fetch', '--quiet', '--depth', '1', source, tagRef(version))
  const before = git('rev-parse', 'FETCH_HEAD').trim()
  git('fetch', '--quiet', '--depth', '1', source, tagRef(newest))
  const changes = git('diff', '--binary', '--full-index', before, 'FETCH_HEAD')
  const applied = run('git', ['apply', '--3way', '--index', '-'], { cwd: copy, input: changes })
  const clashes = git('diff', '--name-only', '--diff-filter=U').trim()
  if (applied.status !== 0 && clashes === '')
    throw new Stop(`The changes could not be applied:\n${applied.stderr.trim()}`)
  return report({ version, newest, clashes })
}

function report({
  version,
  newest,
  clashes,
}: {
  version: string
  newest: string
  clashes: string
}): number {
  if (clashes !== '')
    return say(
      `${version} → ${newest}. You and the new version changed the same lines of:\n${clashes}\nDecide between the marks <<<<<<< and >>>>>>>, then git add, commit and push.`,
      1,
    )
  return say(
    `${version} → ${newest}. Look at it (git diff --cached), then:\n\n  git commit -m "Update freshsales-edge to ${newest}" && git push\n\nCloudflare deploys what is pushed; else: npm ci && npx wrangler deploy`,
  )
}

function readCopy(copy: string): { version: string } {
  try {
    const manifest = readPackage(copy)
    if (existsSync(path.join(copy, 'dist', 'worker.js'))) return manifest
  } catch {
    // told below
  }
  throw new Stop(
    'This is no copy of the repository. Where freshsales-edge is an npm package, update it there: npm install freshsales-edge@latest && npx wrangler deploy',
  )
}

const tagRef = (version: string): string => `refs/tags/v${version}`

/** `<hash> refs/tags/v0.2.0` a line. */
function newestOf(tags: string): string {
  const versions = [...tags.matchAll(/refs\/tags\/v(\d+)\.(\d+)\.(\d+)$/gm)].map(([, ...numbers]) =>
    numbers.map(Number),
  )
  const [newest] = versions.sort((a, b) => {
    const at = a.findIndex((number, index) => number !== b[index])
    return (b[at] ?? 0) - (a[at] ?? 0)
  })
  if (!newest) throw new Stop('No version has been released there yet.')
  return newest.join('.')
}

function gitIn(directory: string) {
  return (...parameters: string[]): string => {
    const { status, stdout, stderr } = run('git', parameters, { cwd: directory })
    if (status !== 0) throw new Stop(`git ${parameters[0]}: ${stderr.trim()}`)
    return stdout
  }
}

const MOST_BYTES = 256 * 1024 * 1024

function run(program: string, parameters: string[], options: { cwd: string; input?: string }) {
  return spawnSync(program, parameters, { ...options, encoding: 'utf8', maxBuffer: MOST_BYTES })
}
