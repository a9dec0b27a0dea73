import { answerSays } from './answerSays.ts'
import type { Says } from './evidence.ts'

const LONGEST = 65_536
const WITHIN_MS = 1_000

const READABLE = /json|text\/(?!event-stream)|html|x-component|javascript|^$/

const typeOf = (headers: string | null): string => `${headers ?? ''}`

/** Reads a copy, up to 64 KB and for a second: what is longer or slower is taken for a success. */
const readCopy = async (response: Response): Promise<string | undefined> => {
  const reader = response.clone().body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  const stop = setTimeout(() => reader.cancel().catch(() => {}), WITHIN_MS)
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    text += decoder.decode(value, { stream: true })
    if (text.length > LONGEST) {
      reader.cancel().catch(() => {})
      break
    }
  }
  clearTimeout(stop)
  return text
}

/** What a successful answer says. Streams of events and downloads are left alone. */
export const readAnswer = async (answer: Response | XMLHttpRequest): Promise<Says> => {
  try {
    if (answer instanceof XMLHttpRequest || 'responseType' in answer) {
      const { response, responseType } = answer as XMLHttpRequest
      if (/^(text|)$/.test(responseType)) return answerSays(`${response}`.slice(0, LONGEST))
      return responseType === 'json' ? answerSays(JSON.stringify(response)) : 'taken'
    }
    const { headers } = answer
    if (
      !READABLE.test(typeOf(headers.get('content-type'))) ||
      /attachment/.test(typeOf(headers.get('content-disposition')))
    )
      return 'taken'
    const text = await readCopy(answer)
    return text === undefined ? 'taken' : answerSays(text)
  } catch {
    return 'taken'
  }
}
