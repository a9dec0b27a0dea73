import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { unstable_readConfig } from 'wrangler'
import { BINDINGS } from '../../src/edge/bindings.ts'
import { isFull } from '../shop/effort.ts'

const read = (file: string) => readFileSync(file, 'utf8')
const manifest = JSON.parse(read('package.json'))
const config = unstable_readConfig({ config: 'wrangler.jsonc' }, { hideWarnings: true })

/** What Cloudflare reads of the repository: https://developers.cloudflare.com/workers/platform/deploy-buttons/ */
describe('the "Deploy to Cloudflare" button', () => {
  const secrets = Object.keys(parseEnv(read('.dev.vars.example')))

  it('asks for three things', () => {
    expect([...Object.keys(config.vars), ...secrets].sort()).toEqual([
      'ALLOWED_ORIGINS',
      'FRESHSALES_API_KEY',
      'FRESHSALES_DOMAIN',
    ])
    for (const value of Object.values(config.vars)) expect(value).toBe('')
  })

  it('tells what each binding is for', () => {
    const bindings = [
      ...Object.keys(config.vars),
      ...secrets,
      ...[...config.durable_objects.bindings, ...config.ratelimits].map(
        (binding: { name: string }) => binding.name,
      ),
    ]
    for (const name of bindings)
      expect(manifest.cloudflare.bindings[name]?.description, name).toMatch(/\w{3}.*\.$/)
    expect(Object.keys(manifest.cloudflare.bindings).sort()).toEqual(bindings.sort())
  })

  it('has each binding as the doctor tells it where it is missing', () => {
    const file = JSON.parse(read('wrangler.jsonc').replace(/^ *\/\/.*$/gm, ''))
    for (const { written } of Object.values(BINDINGS)) {
      const { durable_objects, exports = {}, ratelimits = [] } = JSON.parse(`{${written}}`)
      expect(file.durable_objects.bindings).toEqual(
        expect.arrayContaining(durable_objects?.bindings ?? []),
      )
      expect(file.exports).toMatchObject(exports)
      expect(file.ratelimits).toEqual(expect.arrayContaining(ratelimits))
    }
  })

  it('finds how to build and deploy, and nothing that the free plan refuses', () => {
    expect(manifest.scripts).toMatchObject({ build: 'rollup -c', deploy: 'wrangler deploy' })
    expect(config.limits).toBeUndefined()
    expect(config.secrets).toBeUndefined()
  })

  const repository: string = manifest.repository.url.replace(/^git\+(.*)\.git$/, '$1')

  it.each(readdirSync('.github/workflows'))('makes copies in which %s does not run', (name) => {
    const home = repository.replace('https://github.com/', '')
    expect(read(`.github/workflows/${name}`)).toContain(`if: github.repository == '${home}'`)
  })

  it('stands in the README with the address of the repository', () => {
    const button = `](https://deploy.workers.cloudflare.com/?url=${repository})`
    const readme = read('README.md')
    expect(readme).toContain(button)
    expect(readme.indexOf('<!-- dash-content-start -->')).toBeGreaterThan(-1)
    expect(readme.indexOf('<!-- dash-content-end -->')).toBeGreaterThan(
      readme.indexOf('<!-- dash-content-start -->'),
    )
    expect(read('src/edge/console/app/guides.ts')).toContain(`'${repository}'`)
  })

  it.runIf(isFull)('deploys a copy of the repository alone', () => {
    const copy = mkdtempSync(path.join(tmpdir(), 'freshsales-edge-copy-'))
    onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
    execFileSync('sh', ['-c', `git archive HEAD | tar -x -C ${copy}`])
    symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'))
    const printed = execFileSync('wrangler', ['deploy', '--dry-run'], {
      cwd: copy,
      encoding: 'utf8',
    })
    expect(printed).toMatch(/env\.OUTBOX[\s\S]*Durable Object/)
    expect(printed).toContain('--dry-run: exiting now.')
  })
})
