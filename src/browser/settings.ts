import { parseUrl } from './lib/parse.ts'
import type { Options } from './options.ts'

/** What the page chose. A page has one visitor and one library, so this and other state is the module's own. */
export let settings: Options

export const configure = (options: Options): void => {
  settings = options
}

/** A bare `data-` attribute is an empty text and means yes. */
export const isOn = (value: unknown): unknown => value === '' || (value && value !== 'false')

/** A list, or a text with commas between. */
export const listOf = (value: string | string[] | undefined): string[] => `${value}`.split(/[\s,]+/)

/** An address of the edge; its paths begin at the root. */
export const edgeUrl = (path = '/v1/batch'): string =>
  `${parseUrl(path, parseUrl(settings.endpoint, location.href))}`
