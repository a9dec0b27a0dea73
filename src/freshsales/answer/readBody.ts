/** Plenty for one record; more is not Freshsales, or not worth a Worker's memory. */
const MAX_RECORD_BYTES = 64 * 1024

/** The list of owners or fields of a large account. */
const MAX_LIST_BYTES = 1024 * 1024

const IS_LIST = /^\/(?:selector|settings)\//

export function maxAnswerBytes(path: string): number {
  return IS_LIST.test(path) ? MAX_LIST_BYTES : MAX_RECORD_BYTES
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
