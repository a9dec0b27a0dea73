import { type Answer, answer, type Banner, PENDING } from './banner.ts'

interface Details {
  consent?: { required?: boolean; type?: 'EXPLICIT' | 'IMPLICIT' }
  categories?: { [slug: string]: { state?: string } }
}

interface Page {
  __ucCmp?: { getConsentDetails(): Promise<Details> }
}

/** Whether all of a category is allowed, by its slug. */
export type Categories = { [slug: string]: boolean }

let known: Answer | undefined

/** By default there are `essential`, `functional` and `marketing`; sites add their own. */
export const answerOf = (
  { statistics, analytics, functional, marketing }: Categories,
  isDecided: boolean,
): Answer =>
  answer(isDecided ? 'opt-in' : 'none', isDecided, statistics ?? analytics ?? functional, marketing)

const read = ({ consent = {}, categories = {} }: Details): Answer => {
  const { required, type } = consent
  const isAsked = required ?? type !== 'EXPLICIT'
  if (isAsked) return PENDING
  const states: Categories = {}
  for (const slug in categories) states[slug] = categories[slug]?.state === 'ALL_ACCEPTED'
  return answerOf(states, type !== 'IMPLICIT')
}

/** https://usercentrics.com/docs/web/features/api/ */
export const usercentrics: Banner = {
  name: 'Usercentrics',
  events: 'UC_UI_INITIALIZED UC_UI_CMP_EVENT UC_CONSENT',
  read({ __ucCmp }: Page, hear) {
    if (!__ucCmp) return undefined
    __ucCmp.getConsentDetails().then(
      (details) => {
        const before = JSON.stringify(known)
        known = read(details)
        if (JSON.stringify(known) !== before) hear()
      },
      () => {},
    )
    return known ?? PENDING
  },
}
