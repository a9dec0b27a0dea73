import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readSettings } from '../../demo/start/settings.ts'
import { demoWorkers } from '../../demo/start/workers.ts'
import { startDemo } from '../helpers/demo.ts'
import { freePorts } from '../helpers/freePorts.ts'

describe('npm start', () => {
  it('prints where everything is, and ends well on Ctrl-C', async () => {
    const demo = await startDemo()
    expect(demo.printed()).toContain(`${demo.site}/?utm_source=google`)
    expect(demo.printed()).toContain(`${demo.crm}/`)
    expect(demo.printed()).toMatch(/console\s+token: demo-admin-token/)
    expect(await demo.stop()).toBe(0)
    await expect(fetch(demo.site)).rejects.toThrow()
  })

  it('starts again although the runtime of a killed one still holds the ports', async () => {
    const demo = await startDemo()
    onTestFinished(async () => void (await demo.stop()))
    await demo.killStarter()
    expect((await fetch(demo.site)).status).toBe(200)
    await demo.restart()
    expect((await fetch(demo.site)).status).toBe(200)
  })

  it('refuses to share what it stores with a demo that runs', async () => {
    const demo = await startDemo()
    onTestFinished(async () => void (await demo.stop()))
    const { status, stderr } = runStart({ DEMO_DIRECTORY: demo.directory })
    expect(status).toBe(1)
    expect(stderr).toContain(`The demo already runs at ${demo.site}/`)
  })

  it.each(['PORT', 'CRM_PORT'])('names the port when %s is taken', async (variable) => {
    const [port = 0, other = 0] = await freePorts(2)
    const holder = createServer()
    await new Promise<void>((resolve) => {
      holder.listen(port, '127.0.0.1', resolve)
    })
    onTestFinished(() => void holder.close())
    const { status, stderr } = runStart({
      PORT: String(other),
      CRM_PORT: String(other),
      [variable]: String(port),
      DEMO_DIRECTORY: temporaryDirectory(),
    })
    expect(status).toBe(1)
    expect(stderr).toContain(`Port ${port} is taken by another program.`)
    expect(stderr).toContain(`${variable}=`)
  })
})

describe('the demo’s settings', () => {
  it('use the simulator unless .dev.vars names an account', () => {
    expect(settingsWith('ADMIN_TOKEN=a-token-of-my-own\n').account).toMatchObject({
      kind: 'simulator',
      variables: {
        FRESHSALES_DOMAIN: 'http://127.0.0.1:8788',
        FRESHSALES_API_KEY: 'demo-api-key',
        ADMIN_TOKEN: 'a-token-of-my-own',
      },
    })
  })

  it('use the real account that .dev.vars names, and store its events apart', () => {
    const { account } = settingsWith('FRESHSALES_DOMAIN=acme\nFRESHSALES_API_KEY=k\n')
    expect(account).toMatchObject({ kind: 'real', url: 'https://acme.myfreshworks.com/' })
    expect(account.storage).not.toBe(settingsWith('').account.storage)
  })

  it.each([
    ['FRESHSALES_DOMAIN=acme\n', /has FRESHSALES_DOMAIN but no FRESHSALES_API_KEY/],
    ['FRESHSALES_HOST=crm.acme.com\n', /has FRESHSALES_HOST but no FRESHSALES_API_KEY/],
    ['FRESHSALES_HOST=10.0.0.1\nFRESHSALES_API_KEY=k\n', /FRESHSALES_HOST is no name/],
    ['FRESHSALES_API_KEY=k\n', /has FRESHSALES_API_KEY but no FRESHSALES_DOMAIN/],
    ['FRESHSALES_DOMAIN=acme.example\nFRESHSALES_API_KEY=k\n', /FRESHSALES_DOMAIN is not a/],
  ])('refuse %j', (text, reason) => {
    expect(() => settingsWith(text)).toThrow(reason)
  })

  it.each([
    [{ PORT: 'abc' }, 'PORT is "abc"'],
    [{ CRM_PORT: '70000' }, 'CRM_PORT is "70000"'],
    [{ PORT: '9000', CRM_PORT: '9000' }, 'PORT and CRM_PORT are both 9000'],
  ])('refuse %j', (environment, reason) => {
    expect(() => readSettings(environment, temporaryDirectory())).toThrow(reason)
  })
})

describe('npm start judges the settings as the doctor does', () => {
  it.each([
    ['ADMIN_TOKEN=short\n', /✗ ADMIN_TOKEN: must have at least 12 [\s\S]*openssl rand -base64 24/],
    [
      'ALLOWED_ORIGINS=\'["http://localhost:9420"\'\n',
      /✗ ALLOWED_ORIGINS: is not JSON[\s\S]*Write/,
    ],
    ['TIMELINE=tracking\n', /✗ FRESHSALES_APP_TOKEN: is missing/],
    ['HOURLY_CALLS=many\nTIMELINE=x\n', /✗ HOURLY_CALLS: [\s\S]*✗ TIMELINE: /],
  ])('and refuses %j', (devVars, reason) => {
    expect(() => demoWorkers(settingsWith(devVars))).toThrow(reason)
  })

  it('and takes one plain address', () => {
    expect(() => demoWorkers(settingsWith('ALLOWED_ORIGINS=http://localhost:9420\n'))).not.toThrow()
  })

  it('and never leads the simulator’s events to a host of wrangler.jsonc', () => {
    expect(settingsWith('').account.variables).toMatchObject({ FRESHSALES_HOST: '' })
  })
})

const runStart = (environment: Record<string, string>) =>
  spawnSync(process.execPath, ['demo/start.ts'], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  })

function settingsWith(devVars: string) {
  const root = temporaryDirectory()
  writeFileSync(path.join(root, '.dev.vars'), devVars)
  return readSettings({}, root)
}

function temporaryDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'demo-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
