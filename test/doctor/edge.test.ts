import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Demo, startDemo } from '../helpers/demo.ts'
import { freePorts } from '../helpers/freePorts.ts'
import { startWorkerd } from '../helpers/workerd.ts'
import { type Diagnosis, visitDoctor } from './harness.ts'

let demo: Demo

beforeAll(async () => {
  demo = await startDemo()
}, 60_000)
afterAll(async () => void (await demo.stop()))

const GOOD = { '--write-key': 'demo-write-key', '--origin': '' }

/** As typed: the address and the options; the origin is the demo's own unless another is given. */
function check(address: string, options: Partial<typeof GOOD> = GOOD): Promise<Diagnosis> {
  const typed = Object.entries(options).flatMap(([name, value]) => [name, value || demo.site])
  return visitDoctor({ arguments: [address, ...typed] })
}

describe('npm run doctor -- ADDRESS', () => {
  it('says "tested" of an edge that works', async () => {
    const { text, verdict, code } = await check(demo.site)
    expect(text.split('\n').filter((line) => line.startsWith('  '))).toEqual([
      '  ✓ /health: leads flow',
      '  ✓ /sdk.js is served as browsers want it',
      '  ✓ an event with this write key is accepted and stored',
      `  ✓ pages of ${demo.site} may read the answer`,
      '  ✓ a wrong write key is refused',
      '  ✓ a strange page is refused',
      '  ✓ the console is shut without its token',
    ])
    expect(verdict).toBe('tested')
    expect(code).toBe(0)
  })

  it('repeats what the edge could do better', async () => {
    const body = '{"ok":true,"degraded":[],"advice":["Name batch."]}'
    const { url } = await startMeddler({ '/health': { body } })
    expect((await check(url)).text).toContain('/health: Name batch.')
  })

  it('sends an event of nobody, and keeps it out of the CRM', async () => {
    const { url, bodies } = await startMeddler({ '/health': { body: '{"ok":true,"degraded":[]}' } })
    await check(url)
    const { batch } = JSON.parse(bodies.find((body) => body !== '') ?? '{}')
    expect(batch).toEqual([
      expect.objectContaining({ integrations: { All: false, Freshsales: false } }),
    ])
    expect(Object.keys(batch[0]).sort()).toEqual([
      'anonymousId',
      'event',
      'integrations',
      'messageId',
      'timestamp',
      'type',
    ])
  })

  it.each([
    [
      { '--write-key': 'wk_of_yesterday', '--origin': '' },
      'WRITE_KEYS',
      'This write key is not in WRITE_KEYS.',
    ],
    [
      { '--write-key': 'demo-write-key', '--origin': 'https://www.acme.example' },
      'ALLOWED_ORIGINS',
      'This origin is not in ALLOWED_ORIGINS.',
    ],
  ])('says what is wrong with %j', async (options, variable, reason) => {
    const { text, verdict, code } = await check(demo.site, options)
    expect(text).toContain(`✗ an event is refused: ${reason}`)
    expect(verdict).toBe(`mend: ${variable}`)
    expect(code).toBe(1)
  })

  it.each([
    ['wk_of_yesterday', 'https://www.acme.example'],
    ['DEMO-write-key', 'http://localhost:1'],
  ])('names a wrong key and a wrong origin in one run: %s from %s', async (key, origin) => {
    const { verdict } = await check(demo.site, { '--write-key': key, '--origin': origin })
    expect(verdict).toBe('mend: ALLOWED_ORIGINS, WRITE_KEYS')
  })

  it('sends no event without a write key, and says so', async () => {
    const { text, code } = await check(demo.site, {})
    expect(text).toContain('! no event was sent')
    expect(code).toBe(0)
  })

  it('finds nobody there', async () => {
    const [port] = await freePorts(1)
    const { text, verdict } = await check(`http://127.0.0.1:${port}`)
    expect(text).toContain('✗ does not answer: ECONNREFUSED')
    expect(verdict).toBe('mend: address')
  })

  it('finds something else there', async () => {
    const { text, verdict } = await check(demo.crm)
    expect(text).toContain('✗ /health is not answered by freshsales-edge')
    expect(verdict).toBe('mend: address')
  })

  it('finds an edge that lacks a variable, and one whose script is missing', async () => {
    const directory = `${demo.directory}/edge`
    const start = async (variables: Record<string, string>) => {
      const edge = await startWorkerd({ script: 'dist/worker.js', directory, variables })
      onTestFinished(() => edge.kill())
      return edge.url
    }
    const broken = await check(await start({ FRESHSALES_DOMAIN: demo.crm }))
    expect(broken.text).toContain('✗ the edge cannot start: FRESHSALES_API_KEY: is missing')
    expect(broken.verdict).toBe('mend: configuration')
    const variables = {
      FRESHSALES_DOMAIN: demo.crm,
      FRESHSALES_API_KEY: 'demo-api-key',
      WRITE_KEYS: '{"demo-write-key":{"source":"Server","trusted":true}}',
    }
    const bare = await check(await start(variables))
    expect(bare.text).toContain('✗ /sdk.js is answered with status 404')
    // VISITORS and RATE_LIMIT are not bound here.
    expect(bare.verdict).toBe('mend: /sdk.js, ALLOWED_ORIGINS (2 notes)')
  })

  it('finds what is between the edge and the page', async () => {
    const { url } = await startMeddler({
      '/health': {
        body: '{"ok":false,"degraded":["Freshsales does not answer."],"jurisdiction":"eu","region":"weur"}',
      },
      '/sdk.js': {
        body: '',
        headers: { 'content-type': 'text/plain', 'cache-control': 'immutable' },
      },
      '/v1/batch': { body: '{"success":true,"accepted":1,"rejected":[]}' },
      '/console/api/overview': { body: '{}' },
    })
    const { text, verdict } = await check(url)
    expect(text).toContain('✓ the data lives in eu, by a hint in weur')
    expect(text.split('\n').filter((line) => line.startsWith('  ✗'))).toEqual([
      '  ✗ /health: Freshsales does not answer.',
      '  ✗ /sdk.js: its content type is text/plain, and browsers want text/javascript',
      '  ✗ /sdk.js: Cache-Control says immutable, so that no page would ever get an update',
      `  ✗ pages of ${demo.site} may not read the answer: Access-Control-Allow-Origin is missing`,
      '  ✗ a wrong write key is answered with status 200 instead of 401',
      '  ✗ a strange page is answered with status 200 instead of 403',
      '  ✗ /console/api/overview is answered with status 200 without a token',
    ])
    expect(verdict).toMatch(/^mend: health, \/sdk.js, CORS, WRITE_KEYS, ALLOWED_ORIGINS, console/)
  })
})

type Answers = Record<string, { body: string; headers?: Record<string, string> }>

/** Something that takes everything and answers by heart. */
async function startMeddler(answers: Answers): Promise<{ url: string; bodies: string[] }> {
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    bodies.push(await text(request))
    const { body = '', headers = {} } = answers[request.url ?? ''] ?? {}
    response.writeHead(200, headers).end(body)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies }
}
