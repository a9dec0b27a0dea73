import { type Answer, answer, type Banner, NONE_NEEDED, PENDING } from './banner.ts'

type Purposes = { [purpose: number]: boolean }

interface TcData {
  gdprApplies?: boolean
  /** `cmpuishown`: the visitor is being asked, or asked to see it once more. */
  eventStatus?: string
  purpose?: { consents?: Purposes }
  publisher?: { consents?: Purposes }
}

type Api = (
  command: 'addEventListener',
  version: 2,
  hear: (data: TcData | null | undefined, success: boolean) => void,
) => void

let asked: Api | undefined
let known: Answer | undefined

/** The purposes that the publisher asks for itself, where it does: this is no vendor of the IAB's list. */
const read = ({ publisher, purpose }: TcData): Answer => {
  const own = publisher?.consents ?? {}
  const has = Object.keys(own).length > 0 ? own : (purpose?.consents ?? {})
  return answer('opt-in', true, has[1] && has[8], has[1] && has[3] && has[4])
}

/** https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework */
export const tcf: Banner = {
  name: 'IAB TCF',
  events: '',
  read({ __tcfapi: api }: { __tcfapi?: Api }, hear) {
    if (!api) return undefined
    // Its stub is replaced by the banner, which may not have taken up what waited there.
    if (api !== asked) {
      asked = api
      known = undefined
      api('addEventListener', 2, (data, success) => {
        if (!success || !data) return
        const { gdprApplies, eventStatus } = data
        if (gdprApplies === false) known = NONE_NEEDED
        else if (/tcloaded|useractioncomplete/.test(`${eventStatus}`)) known = read(data)
        hear()
      })
    }
    return known ?? PENDING
  },
}
