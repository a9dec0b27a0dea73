import { attempt } from '../lib/attempt.ts'

const LONGEST = 65_536
const WITHIN_MS = 1_000

const READABLE = /json|text\/(?!event-stream)|html|x-component|javascript|^$/

/** Reads the text of an answer, if it answers to the form; else lets go of it. */
export type ReadAnswer = (isWanted: boolean) => Promise<string | undefined>

/** Up to 64 KB and for a second: what is longer or slower is judged by its beginning. */
const textOf = async (copy: Response): Promise<string> => {
  const reader = copy.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  const stop = (): unknown => reader.cancel().catch(() => {})
  const timer = setTimeout(stop, WITHIN_MS)
  let text = ''
  while (text.length < LONGEST) {
    const { done, value } = await reader.read()
    if (done) break
    text += decoder.decode(value, { stream: true })
  }
  clearTimeout(timer)
  stop()
  return text
}

const ofResponse = (response: Response): ReadAnswer | undefined => {
  const header = (name: string): string => response.headers.get(name) ?? ''
  if (!READABLE.test(header('content-type')) || /attach/.test(header('content-disposition')))
    return undefined
  const copy = attempt(() => response.clone())
  return (
    copy &&
    (async (isWanted) => {
      // One that breaks off says nothing.
      if (isWanted) return textOf(copy).catch(() => undefined)
      copy.body?.cancel().catch(() => {})
      return undefined
    })
  )
}

/** How a successful answer is read; nothing for streams of events, downloads and what cannot be copied. */
export const readAnswer = (answer: Response | XMLHttpRequest): ReadAnswer | undefined => {
  if (!('responseType' in answer)) return ofResponse(answer)
  const { response, responseType } = answer
  if (/^(text|)$/.test(responseType)) return async () => `${response}`.slice(0, LONGEST)
  return responseType === 'json' ? async () => JSON.stringify(response) : undefined
}
