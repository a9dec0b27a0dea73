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

/** A form or an image of this name hides what the document says itself. */
const textOf = (name: 'title' | 'referrer'): string =>
  typeof document[name] === 'string'
    ? document[name]
    : Reflect.get(Document.prototype, name, document)

export const thisMoment = (): Moment =>
  recalled ?? {
    time: Date.now(),
    href: location.href,
    title: textOf('title'),
    referrer: textOf('referrer'),
  }

export const pageOf = ({ href, title, referrer }: Moment): PageContext => {
  const url = pageAddress(href)
  return {
    path: url.pathname + url.hash,
    referrer: referrer && pageAddress(referrer).href,
    search: url.search,
    title,
    url: url.href,
  }
}
