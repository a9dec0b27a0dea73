import { answer, type Banner, PENDING } from './banner.ts'

interface Page {
  /** `,C0001,C0002,` */
  OnetrustActiveGroups?: string
  OneTrust?: {
    IsAlertBoxClosed?(): boolean
    GetDomainData?(): { ShowAlertNotice?: boolean; ConsentModel?: { Name?: string } }
  }
  __tcfapi?: unknown
}

/** https://developer.onetrust.com/onetrust/docs/javascript-api */
export const onetrust: Banner = {
  name: 'OneTrust',
  events: 'OneTrustGroupsUpdated OTConsentApplied consent.onetrust',
  read({ OnetrustActiveGroups, OneTrust, __tcfapi }: Page) {
    // Before it is ready the global holds settings only.
    if (!OneTrust) return undefined
    if (!OneTrust.IsAlertBoxClosed || !OnetrustActiveGroups) return PENDING
    // Advertising is then asked for by the purposes of the IAB.
    if (__tcfapi && OnetrustActiveGroups.includes('IAB')) return undefined
    const { ShowAlertNotice, ConsentModel } = OneTrust.GetDomainData?.() ?? {}
    const has = (group: string): boolean => OnetrustActiveGroups.split(',').includes(group)
    const isOptIn = (ConsentModel?.Name ?? 'opt-in').includes('opt-in')
    return answer(
      ShowAlertNotice === false ? 'none' : isOptIn ? 'opt-in' : 'opt-out',
      OneTrust.IsAlertBoxClosed(),
      has('C0002'),
      has('C0004'),
    )
  },
}
