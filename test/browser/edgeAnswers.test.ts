import { describe, expect, it, vi } from 'vitest'
import { accept, edge, tracked, unreachable } from './edge.ts'
import { crashPage, openPage, wait } from './page.ts'

const html = '<!doctype html><title>You are offline</title>'

/** Answers that come from somewhere between the page and the edge, or from another server. */
const STRANGE: [string, () => Response][] = [
  ['an offline page of a service worker', () => new Response(html)],
  ['the block page of a proxy', () => new Response(html, { status: 403 })],
  ['a challenge', () => new Response(html, { status: 401 })],
  ['a deployment that is not there yet', () => new Response('Not found', { status: 404 })],
  ['an empty answer', () => new Response('')],
  ['nothing at all', () => new Response(null, { status: 204 })],
  ['JSON of another server', () => Response.json({ status: 'ok' })],
  ['JSON that only looks like it', () => Response.json({ success: true })],
  ['a failure without a code', () => Response.json({ success: false }, { status: 400 })],
  ['a text that is JSON', () => Response.json('success')],
  ['a list', () => Response.json([{ success: true, accepted: 1 }])],
  ['a cut answer', () => new Response('{"success":true,"acc')],
  ['null', () => new Response('null')],
]

describe.each(STRANGE)('%s', (_, answer) => {
  it('settles nothing: the event is kept, tried again, and told of once in the console', async () => {
    edge.answer = answer
    const analytics = await openPage()
    expect(await analytics.track('Bought')).toMatchObject({ status: 'queued' })
    await wait(1_000)
    expect(edge.posts.length).toBeGreaterThan(1)
    expect(vi.mocked(console.error)).toHaveBeenCalledTimes(1)
    crashPage()
    edge.events.length = 0
    edge.answer = accept()
    await wait(1_000)
    await openPage()
    await wait(20_000)
    expect(tracked()).toEqual(['Bought'])
  })
})

describe('an edge that a browser does not let the page read', () => {
  it('may be one that does not know this site, which the console says once', async () => {
    edge.answer = unreachable
    const analytics = await openPage()
    expect(await analytics.track('Bought')).toMatchObject({ status: 'queued' })
    await wait(1_000)
    expect(vi.mocked(console.error).mock.calls.join()).toContain('see ALLOWED_ORIGINS')
    expect(vi.mocked(console.error)).toHaveBeenCalledTimes(1)
  })
})

describe('a refusal of the edge', () => {
  it.each([400, 401, 403, 404, 413])('by %i is final, and the console says why', async (status) => {
    edge.answer = () =>
      Response.json({ success: false, error: { code: 'c', message: 'add the origin' } }, { status })
    const analytics = await openPage()
    expect(await analytics.track('Bought')).toMatchObject({
      status: 'dropped',
      reason: `${status} add the origin`,
    })
    expect(vi.mocked(console.error).mock.calls.join()).toContain('add the origin')
  })
})
