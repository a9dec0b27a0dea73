import type { Call } from './call.ts'

/** A record with a note and paragraphs at their longest; more is not Freshsales' answer to a change. */
const MAX_RECORD_BYTES = 256 * 1024

/** The fields of a large account, or a page of notes. */
const MAX_LIST_BYTES = 1024 * 1024

export function maxAnswerBytes({ method }: Call): number {
  return method === 'GET' ? MAX_LIST_BYTES : MAX_RECORD_BYTES
}

/** The text of an answer, or undefined when it is longer than allowed; the rest is not read. */
export async function readBody(response: Response, maxBytes: number): Promise<string | undefined> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > maxBytes) {
      await reader.cancel()
      return undefined
    }
    text += decoder.decode(value, { stream: true })
  }
}
