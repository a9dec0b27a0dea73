import { MAX_REQUEST_BYTES } from '../../protocol/batch.ts'
import { pass, refuse, type Step } from './refusal.ts'

/** A body that takes longer is an attack or a dead line; libraries send again after a 408. */
const READ_TIMEOUT_MS = 20_000

/** Reads a body as text: never more than the limit, neither as sent nor inflated. */
export async function readBody(request: Request): Promise<Step<string>> {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (encoding !== 'identity' && encoding !== 'gzip') {
    return refuse('unsupported_encoding', 'Content-Encoding must be gzip, or absent.')
  }
  if (Number(request.headers.get('content-length')) > MAX_REQUEST_BYTES) return tooLarge()
  if (request.body === null) return refuse('not_json', 'The body is empty; send a JSON object.')
  try {
    const bytes = await beforeTimeout(readBytes(request, request.body, encoding))
    if (bytes === undefined) return refuse('too_slow', 'The body took too long; send it again.')
    return bytes.byteLength > MAX_REQUEST_BYTES ? tooLarge() : decode(bytes)
  } catch {
    return refuse('bad_encoding', 'The body ended early, or is not the gzip it claims to be.')
  }
}

/**
 * What a Content-Length announces is what arrives: the runtime cuts a longer body and ignores the
 * header beside `Transfer-Encoding`. Everything else is counted while it is read.
 */
function readBytes(
  request: Request,
  body: ReadableStream<Uint8Array>,
  encoding: 'identity' | 'gzip',
): Promise<ArrayBuffer> {
  if (encoding === 'gzip') return readCounted(body.pipeThrough(new DecompressionStream('gzip')))
  return request.headers.has('content-length') ? request.arrayBuffer() : readCounted(body)
}

/** Stops as soon as it is too much. */
async function readCounted(body: ReadableStream<Uint8Array>): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.byteLength
    if (size > MAX_REQUEST_BYTES) break
  }
  return new Blob(chunks).arrayBuffer()
}

async function beforeTimeout<T>(reading: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), READ_TIMEOUT_MS)
  })
  try {
    return await Promise.race([reading, timeout])
  } finally {
    if (timer !== undefined) clearTimeout(timer)
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** Invalid UTF-8 is refused rather than patched up: a lead with broken letters helps nobody. */
function decode(bytes: ArrayBuffer): Step<string> {
  try {
    return pass(UTF_8.decode(bytes))
  } catch {
    return refuse('not_json', 'The body is not UTF-8.')
  }
}

function tooLarge() {
  return refuse(
    'too_large',
    `A request may have ${MAX_REQUEST_BYTES / 1024} KB; send fewer events.`,
  )
}
