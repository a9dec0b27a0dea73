import type { PageContext } from '../../protocol/event.ts'
import { pageAddress } from './pageAddress.ts'

/** When and where something happened, for calls that are recorded later than they were made. */
export interface Moment {
  /** Milliseconds since 1970. */
  time: number
  href: string
  title: string
  referrer: string
}

let recalled: Moment | undefined

/** Until told otherwise, calls count as made at this moment. */
export const recall = (moment?: Moment): void => {
  recalled = moment
}

export const thisMoment = (): Moment =>
  recalled ?? {
    time: Date.now(),
    href: location.href,
    title: document.title,
    referrer: document.referrer,
  }

export const pageOf = ({ href, title, referrer }: Moment): PageContext => {
  const { href: url, ...parts } = pageAddress(href)
  return { ...parts, referrer: referrer && pageAddress(referrer).href, title, url }
}
