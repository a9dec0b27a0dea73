import { attempt } from '../lib/attempt.ts'
import { answerSays } from './answerSays.ts'
import type { Says } from './evidence.ts'
import { signatureOf } from './scope.ts'
import { wordsBelow } from './watchTexts.ts'

/** What a frame shows that a form was sent to; nothing while it is still empty. */
export const readFrame = (frame: HTMLElement, signature: string): Says | undefined => {
  const page = attempt(() => (frame as HTMLIFrameElement).contentDocument)
  if (!page) return 'nothing'
  if (page.location.href === 'about:blank') return undefined
  const isAgain = [...page.querySelectorAll('form')].some((form) => signatureOf(form) === signature)
  const text = page.body?.textContent ?? ''
  const says = answerSays(text.trim())
  if (says !== 'unclear') return says
  const words = wordsBelow(page).pop()?.says
  if (isAgain)
    return words === 'fault' || page.querySelector('[aria-invalid=true]') ? 'no' : 'unclear'
  return words === 'fault' ? 'no' : 'taken'
}
