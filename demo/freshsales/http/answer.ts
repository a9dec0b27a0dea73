import type { Json } from '../../../src/protocol/event.ts'
import { inLanguage } from '../rules/inLanguage.ts'
import type { Refusal } from '../rules/refusal.ts'
import type { Settings } from '../settings/settings.ts'

/** A response as data, so that it can be logged, spoilt by a fault, or sent. */
export interface Answer {
  status: number
  text: string
  headers: { [name: string]: string }
  /** The connection breaks after so many characters of the text. */
  cutAfter?: number
}

export function json(body: Json, status = 200, headers: Answer['headers'] = {}): Answer {
  return {
    status,
    text: JSON.stringify(body),
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  }
}

export function html(text: string, status = 200): Answer {
  return { status, text, headers: { 'content-type': 'text/html; charset=utf-8' } }
}

/** Freshsales' bodies of a refused call; a 500 has no message. */
export function refused({ status, messages }: Refusal, settings: Settings): Answer {
  if (status >= 500) return json({ error_code: status }, status)
  const said = messages.map((message) => inLanguage(message, settings))
  const message = settings.behaviour.errorMessages === 'list' ? said : said.join(', ')
  return json({ errors: { code: status, message } }, status)
}

const SIGN_IN = 'https://demo.myfreshworks.invalid/login'

/** A wrong key: JSON for who accepts JSON, the sign-in page for everyone else. */
export function notSignedIn(acceptsJson: boolean, { behaviour }: Settings): Answer {
  if (acceptsJson) return json({ login: 'failed', message: null }, behaviour.badKeyStatus)
  return { status: 302, text: '', headers: { location: SIGN_IN } }
}

/** What a wrong path of a real account answers: a page with status 200. */
export const LOST_PAGE = html(
  '<!doctype html><html><head><title>Freshsales</title></head><body><div id="app"></div></body></html>',
)

export function toResponse({ status, text, headers, cutAfter }: Answer): Response {
  if (cutAfter === undefined)
    return new Response(status === 204 || status === 304 ? null : text, { status, headers })
  return new Response(brokenStream(text.slice(0, cutAfter)), { status, headers })
}

/** Long enough for the head of the answer to leave before the connection breaks. */
const HEAD_START_MS = 50

function brokenStream(text: string): ReadableStream<Uint8Array> {
  const { readable, writable } = new IdentityTransformStream()
  const writer = writable.getWriter()
  const broken = async () => {
    await writer.write(new TextEncoder().encode(text))
    await new Promise((resolve) => setTimeout(resolve, HEAD_START_MS))
    await writer.abort(new Error('The simulator closed this connection'))
  }
  // A caller that has gone away already is as good as one that was cut off.
  broken().catch(() => undefined)
  return readable
}
