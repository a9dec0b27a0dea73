import { attempt } from '../../lib/attempt.ts'
import { type FormsKit, NEXT_PAGE_KEY } from '../kit.ts'
import { bare, fieldsOf, isForm, isShown, type Scope, signatureOf } from '../scope.ts'
import { consentOf } from './submission.ts'
import { wordsBelow } from './watchTexts.ts'

/** So long the edge waits for a word of the next page. */
const HELD_MS = 60_000

/** Scripts of the page may write its messages a moment after it is there. */
const SETTLES_MS = 400

/** What the browser submitted, for the next page of this tab to find out what became of it. */
interface Mark {
  ids: string[]
  signature: string
  path: string
  at: number
  /** Texts that looked like a fault before. */
  faults: string[]
}

const faultsNow = (): string[] =>
  wordsBelow(document.body)
    .filter(({ says }) => says === 'fault')
    .map(({ text }) => text)

type Fate = 'Form Confirmed' | 'Form Refused' | undefined

/** Confirmed when the form is not there any more, refused when it shows a fault; else nobody knows yet. */
const fateOf = ({ signature, path, faults }: Mark): Fate => {
  const form = [...document.forms].find((one) => signatureOf(one) === signature && isShown(one))
  if (!form) return 'Form Confirmed'
  const [entry] = performance.getEntriesByType('navigation') as { responseStatus?: number }[]
  const isFault =
    Number(entry?.responseStatus) > 399 ||
    !!bare(form).querySelector('[aria-invalid=true]') ||
    faultsNow().some((text) => !faults.includes(text))
  if (isFault) return 'Form Refused'
  const isThanked = wordsBelow(document.body).some(({ says }) => says === 'thanks')
  if (isThanked || location.pathname !== path) return 'Form Confirmed'
  return fieldsOf(form).some(
    ({ type, value, defaultValue }) => /email|tel/.test(type) && value && value === defaultValue,
  )
    ? 'Form Refused'
    : undefined
}

export interface NextPage {
  /** Leaves word of what is submitted. */
  remember: (ids: string[], scope: Scope) => void
  /** The same form is handed in once more: what came before was refused. */
  onBegin: (scope: Scope) => void
  /** The page goes before it could tell. */
  leave: () => void
}

export const watchNextPage = (kit: FormsKit): NextPage => {
  const load = (): Mark | undefined => attempt(() => JSON.parse(sessionStorage[NEXT_PAGE_KEY]))
  const save = (mark: Mark): void => {
    attempt(() => {
      if (kit.mayStore()) sessionStorage[NEXT_PAGE_KEY] = JSON.stringify(mark)
    })
  }
  const tell = (event: 'Form Confirmed' | 'Form Refused', ids: string[]): void => {
    const form = event === 'Form Refused' ? { withdraws: ids } : { confirms: ids }
    kit.record('track', [event, {}, { context: { form, ...consentOf(kit) } }])
  }

  let open = load()
  let isUndecided = true
  attempt(() => sessionStorage.removeItem(NEXT_PAGE_KEY))
  if (open && Date.now() - open.at > HELD_MS) open = undefined

  const decide = (): void => {
    isUndecided = false
    const fate = open && attempt(() => fateOf(open as Mark))
    if (!open || !fate) return
    tell(fate, open.ids)
    open = undefined
  }
  const decideSoon = (): unknown => setTimeout(decide, SETTLES_MS)
  if (open) {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', decideSoon)
    else decideSoon()
  }

  return {
    remember: (ids, scope) => {
      if (isForm(scope))
        save({
          ids,
          signature: signatureOf(scope),
          path: location.pathname,
          at: Date.now(),
          faults: faultsNow(),
        })
    },
    onBegin: (scope) => {
      if (open && isForm(scope) && signatureOf(scope) === open.signature) {
        tell('Form Refused', open.ids)
        open = undefined
      }
    },
    leave: () => {
      if (open && isUndecided) save(open)
    },
  }
}
