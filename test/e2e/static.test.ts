import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Demo, startDemo } from '../helpers/demo.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

describe('the static files of the edge', () => {
  let demo: Demo

  beforeAll(async () => {
    demo = await startDemo()
  })
  afterAll(async () => {
    await demo?.stop()
  })

  it.each([
    ['/sdk.js', 'public, max-age=3600, stale-while-revalidate=86400'],
    ['/sdk.all.js', 'public, max-age=3600, stale-while-revalidate=86400'],
    ['/deliver.js', 'public, max-age=3600, stale-while-revalidate=86400'],
    ['/forms.js', 'public, max-age=3600, stale-while-revalidate=86400'],
    ['/judge.js', 'public, max-age=3600, stale-while-revalidate=86400'],
    ['/consent.js', 'public, max-age=3600, stale-while-revalidate=86400'],
    ['/widgets.js', 'public, max-age=3600, stale-while-revalidate=86400'],
    ['/widgets/tally.js', 'public, max-age=3600, stale-while-revalidate=86400'],
    [`/sdk/${version}.js`, 'public, max-age=31536000, immutable'],
    [`/sdk/${version}/deliver.js`, 'public, max-age=31536000, immutable'],
    [`/sdk/${version}/forms.js`, 'public, max-age=31536000, immutable'],
    [`/sdk/${version}/judge.js`, 'public, max-age=31536000, immutable'],
    [`/sdk/${version}/consent.js`, 'public, max-age=31536000, immutable'],
    [`/sdk/${version}/widgets/tally.js`, 'public, max-age=31536000, immutable'],
  ])('hold the script tag at %s, for every page to load', async (path, cacheControl) => {
    const { status, headers } = await fetch(demo.site + path)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^text\/javascript/)
    expect(headers.get('cache-control')).toBe(cacheControl)
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('are, under their version, the very bytes that the build names a hash of', async () => {
    const hash = (bytes: NodeJS.ArrayBufferView) => createHash('sha384').update(bytes).digest('hex')
    for (const [path, file] of [
      [`/sdk/${version}.js`, 'dist/sdk.js'],
      [`/sdk/${version}/deliver.js`, 'dist/deliver.js'],
      [`/sdk/${version}/forms.js`, 'dist/forms.js'],
      [`/sdk/${version}/judge.js`, 'dist/judge.js'],
      [`/sdk/${version}/consent.js`, 'dist/consent.js'],
      [`/sdk/${version}/widgets.js`, 'dist/widgets.js'],
      [`/sdk/${version}/widgets/tally.js`, 'dist/widgets/tally.js'],
    ] as const) {
      const served = await (await fetch(demo.site + path)).bytes()
      expect(hash(served)).toBe(hash(readFileSync(file)))
    }
  })

  it.each(['/worker.js', '/index.js', '/_headers', '/.assetsignore', '/sdk/', '/sdk/9.9.9.js'])(
    'do not hold %s',
    async (path) => {
      expect((await fetch(demo.site + path)).status).toBe(404)
    },
  )
})
