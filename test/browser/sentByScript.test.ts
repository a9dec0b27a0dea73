import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Options } from '../../src/browser/index.ts'
import { edge } from './edge.ts'
import { openPage, pretend, tell, wait } from './page.ts'

const FORM = '<form><input name="email" value="ann@acme.example"></form>'
const BODY = 'email=ann%40acme.example'

const YES = [
  '{"success":true,"error":null}',
  '{"error":false}',
  '{"success":true,"data":{"message":"Thank you"}}',
  '<p>Thank you</p>',
  '',
]
const NO = [
  '{"success":false}',
  '{"success": false}',
  '{"ok":false}',
  '{"status":"invalid"}',
  '{"status":"validation_failed"}',
  '{"status": "mail_failed"}',
  '{"status":"spam"}',
]

/** The server of the site: a request to `/join?status=500` is answered with 500. */
const answerOf = (target: unknown): [body: string, status: number] => {
  const { searchParams } = new URL(`${target}`, location.href)
  return [searchParams.get('answer') ?? '{}', Number(searchParams.get('status') ?? 200)]
}

/** The page's script sends the form; `answer` is what the server will say. */
const byFetch = async (query: Record<string, string>, body: BodyInit = BODY): Promise<void> => {
  const url = `https://www.acme.example/join?${new URLSearchParams(query)}`
  await fetch(url, { method: 'POST', body })
  await wait(1)
}

const byRequest = async (
  query: Record<string, string>,
  responseType: XMLHttpRequestResponseType = '',
): Promise<void> => {
  const request = new XMLHttpRequest()
  const url = `https://www.acme.example/join?${new URLSearchParams(query)}`
  request.open('POST', url)
  const [body, status] = answerOf(url)
  const response = responseType === 'json' ? JSON.parse(body) : body
  pretend(request, 'responseURL', 'https://www.acme.example/join')
  pretend(request, 'status', status)
  pretend(request, 'response', response)
  request.send(BODY)
  request.dispatchEvent(new Event('loadend'))
  await wait(1)
}

/** Hands a form in that the page handles by script. */
const submit = async (): Promise<void> => {
  const form = document.forms[0]
  form?.addEventListener('submit', (event) => event.preventDefault(), { once: true })
  form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true, composed: true }))
  await wait(1)
}

const open = async (html = FORM, settings: Partial<Options> = {}): Promise<void> => {
  await openPage({ forms: true, ...settings })
  document.body.innerHTML = html
  await submit()
}

const typesOf = (): string[] => edge.events.map(({ type }) => type)

const LEAD = ['identify', 'track']

beforeEach(() => {
  const toEdge = fetch
  vi.stubGlobal('fetch', async (target: URL, init: RequestInit) => {
    if (`${target}`.endsWith('/v1/batch')) return toEdge(target, init)
    const [body, status] = answerOf(target)
    return new Response(body, { status })
  })
  pretend(XMLHttpRequest.prototype, 'send', () => {})
})

describe('a form that a script sends', () => {
  it('waits for the answer', async () => {
    await open()
    await wait(20_000)
    expect(typesOf()).toEqual([])
  })

  it.each(YES)('is reported when the answer is %j', async (answer) => {
    await open()
    await byFetch({ answer })
    expect(typesOf()).toEqual(LEAD)
  })

  it.each(NO)('is not reported when the answer is %j with 200', async (answer) => {
    await open()
    await byFetch({ answer })
    await wait(1_000)
    expect(typesOf()).toEqual([])
  })

  it('is not reported when the answer is no success', async () => {
    for (const send of [byFetch, byRequest]) {
      await open()
      await send({ status: '422' })
      expect(typesOf()).toEqual([])
    }
  })

  it.each([
    ['{"success":true,"error":null}', LEAD],
    ['{"success":false}', []],
    ['{"status":"validation_failed"}', []],
  ])('by XMLHttpRequest is judged by %j, be it text or parsed', async (answer, types) => {
    for (const kind of ['', 'text', 'json'] as const) {
      edge.events = []
      await open()
      await byRequest({ answer }, kind)
      expect([kind, ...typesOf()]).toEqual([kind, ...types])
    }
  })

  it.each([
    ['JSON', () => '{"fields":["ann@acme.example"]}'],
    ['parameters', () => new URLSearchParams({ mail: 'ann@acme.example' })],
    ['the form itself', () => new FormData(document.forms[0])],
  ])('is recognised in %s', async (_, body) => {
    await open()
    await byFetch({}, body())
    expect(typesOf()).toEqual(LEAD)
  })

  it('is reported when the request of another script, which carries it too, had failed', async () => {
    await open()
    await byFetch({ status: '403' })
    expect(typesOf()).toEqual([])
    await byFetch({ answer: '{"success":true}' })
    expect(typesOf()).toEqual(LEAD)
  })

  it('is not reported when the page is left after a no', async () => {
    await open()
    await byFetch({ answer: '{"success":false}' })
    tell('pagehide')
    await wait(1)
    expect(typesOf()).toEqual([])
  })

  it('is reported when the page is left before any answer', async () => {
    await open()
    tell('pagehide')
    await wait(1)
    expect(typesOf()).toEqual(LEAD)
  })

  it('is waited for 30 seconds', async () => {
    await open()
    await wait(29_000)
    await byFetch({})
    expect(typesOf()).toEqual(LEAD)
  })

  it('is forgotten after 30 seconds', async () => {
    await open()
    await wait(31_000)
    await byFetch({})
    tell('pagehide')
    await wait(1)
    expect(typesOf()).toEqual([])
  })

  it('is not recognised by a ticked box in a request', async () => {
    await open(`<form><input type="checkbox" data-trait="cfVip" checked></form>`)
    await byFetch({}, '{"open":true}')
    expect(typesOf()).toEqual([])
  })
})

describe('the endpoint', () => {
  it.each([
    ['edge.acme.com', 'https://www.acme.example/v1/batch'],
    ['/', 'https://www.acme.example/v1/batch'],
    ['//edge', 'https://edge/v1/batch'],
  ])('%s hurts no request of the page', async (endpoint, url) => {
    await open(FORM, { endpoint })
    await byFetch({})
    expect(edge.posts).toMatchObject([{ url }])
    expect(typesOf()).toEqual(LEAD)
  })

  it('that is no address at all hurts none either', async () => {
    await open(FORM, { endpoint: 'https://' })
    await expect(byFetch({})).resolves.toBeUndefined()
    expect(edge.posts).toEqual([])
  })
})
