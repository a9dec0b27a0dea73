import { type Answer, answer, type Banner, NONE_NEEDED, PENDING } from './banner.ts'

/** `gtag('consent', 'update', { analytics_storage: 'granted' })` */
type Command = [name: 'consent', kind: 'default' | 'update', states: States]

interface States {
  analytics_storage?: string
  ad_user_data?: string
  /** Whom a default is about; nobody here knows who is where. */
  region?: string[]
}

interface Layer extends Array<unknown> {
  push(...entries: unknown[]): number
}

let heard: Layer | undefined

/** Tells at once what is pushed; a tag manager that comes later wraps this in turn. */
const follow = (layer: Layer, hear: () => void): void => {
  if (layer === heard) return
  heard = layer
  const { push } = layer
  layer.push = (...entries) => {
    const length = push.apply(layer, entries)
    hear()
    return length
  }
}

const readStates = ({ analytics_storage, ad_user_data }: States): Answer =>
  answer('opt-in', true, analytics_storage === 'granted', ad_user_data === 'granted')

/** https://developers.google.com/tag-platform/security/guides/consent: for banners that have no file here. */
export const googleConsentMode: Banner = {
  name: 'Google Consent Mode',
  events: '',
  read({ dataLayer }: { dataLayer?: Layer }, hear) {
    if (!Array.isArray(dataLayer)) return undefined
    follow(dataLayer, hear)
    const commands = (dataLayer as Command[]).filter((entry) => entry?.[0] === 'consent')
    if (!commands[0]) return undefined
    // The commands are `arguments`, not arrays.
    const said = (kind: string): States[] =>
      commands.flatMap((entry) => (entry[1] === kind ? [entry[2] ?? {}] : []))
    const [defaults, updates] = [said('default'), said('update')]
    const everywhere: States = Object.assign({}, ...defaults.filter(({ region }) => !region))
    if (updates[0]) return readStates(Object.assign({}, everywhere, ...updates))
    // A default that denies is no decision; one that allows all, everywhere, needs none.
    const states = [everywhere, ...defaults.filter(({ region }) => region)].map(readStates)
    return states.every((each) => each.analytics && each.marketing) ? NONE_NEEDED : PENDING
  },
}
