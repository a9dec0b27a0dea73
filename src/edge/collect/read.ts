import { MAX_REQUEST_BYTES } from '../../protocol/limits.ts'
import { pass, refuse, type Step } from './refusal.ts'

/** A body that takes longer is an attack or a dead line; libraries send again after a 408. */
const READ_TIMEOUT_MS = 20_000

/** Reads a body as text: never more than the limit, neither as sent nor inflated. */
export async function readBody(request: Request): Promise<Step<string>> {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (encoding !== 'identity' && encoding !== 'gzip') {
    return refuse('unsupported_encoding', 'Content-Encoding must be gzip, or absent.')
  }
  if (Number(request.headers.get('content-length') ?? 0) > MAX_REQUEST_BYTES) return tooLarge()
  if (request.body === null) return refuse('not_json', 'The body is empty; send a JSON object.')
  const bytes = await readBytes(encoding === 'gzip' ? inflate(request.body) : request.body)
  return bytes.ok ? decode(bytes.value) : bytes
}

function inflate(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return body.pipeThrough(new DecompressionStream('gzip'))
}

/** Counts while it reads: Content-Length may be absent, wrong, or that of the compressed body. */
async function readBytes(body: ReadableStream<Uint8Array>): Promise<Step<Uint8Array[]>> {
  const reader = body.getReader()
  const timer = setTimeout(() => reader.cancel('too slow').catch(ignore), READ_TIMEOUT_MS)
  const deadline = Date.now() + READ_TIMEOUT_MS
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (Date.now() >= deadline) return tooSlow()
      if (done) return pass(chunks)
      size += value.byteLength
      if (size > MAX_REQUEST_BYTES) {
        reader.cancel('too large').catch(ignore)
        return tooLarge()
      }
      chunks.push(value)
    }
  } catch {
    if (Date.now() >= deadline) return tooSlow()
    return refuse('bad_encoding', 'The body ended early, or is not the gzip it claims to be.')
  } finally {
    clearTimeout(timer)
  }
}

/** Invalid UTF-8 is refused rather than patched up: a lead with broken letters helps nobody. */
function decode(chunks: Uint8Array[]): Step<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  try {
    const parts = chunks.map((chunk) => decoder.decode(chunk, { stream: true }))
    return pass(parts.join('') + decoder.decode())
  } catch {
    return refuse('not_json', 'The body is not UTF-8.')
  }
}

function tooSlow() {
  return refuse('too_slow', 'The body took too long to arrive; send it again.')
}

function tooLarge() {
  return refuse(
    'too_large',
    `A request may have ${MAX_REQUEST_BYTES / 1024} KB; send fewer events.`,
  )
}

/** Cancelling a body that already broke off rejects; there is nobody left to tell. */
function ignore(): void {}
