import { answer, type Banner, PENDING } from './banner.ts'

interface State {
  consents?: { measurement?: boolean; marketing?: boolean }
  consentInfo?: object | null
  hasConsented?(): boolean
  /** `null` where no law asks for consent, and before it is known. */
  model?: string | null
  isLoadingConsentInfo?: boolean
}

interface Store {
  getState(): State
  subscribe?(hear: () => void): unknown
}

let heard: Store | undefined

/** https://c15t.com/docs/frameworks/javascript/api/overview */
export const c15t: Banner = {
  name: 'c15t',
  events: '',
  read({ c15tStore: store }: { c15tStore?: Store }, hear) {
    if (!store?.getState) return undefined
    if (store !== heard) store.subscribe?.(hear)
    heard = store
    const {
      consents = {},
      consentInfo,
      hasConsented,
      model,
      isLoadingConsentInfo,
    } = store.getState()
    const { measurement, marketing } = consents
    if (isLoadingConsentInfo) return PENDING
    const isFree = model === null && measurement && marketing
    return answer(
      model === 'opt-out' ? model : isFree ? 'none' : 'opt-in',
      consentInfo ?? hasConsented?.(),
      measurement,
      marketing,
    )
  },
}
