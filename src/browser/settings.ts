import type { Options } from './options.ts'

/** What the page chose. A page has one visitor and one library, so this and other state is the module's own. */
export let settings: Options

export const configure = (options: Options): void => {
  settings = options
}

/** A bare `data-` attribute is an empty text and means yes. */
export const isOn = (value: unknown): boolean => value === '' || (!!value && value !== 'false')

/** A list, or a text with commas between. */
export const listOf = (value: string | string[] | undefined): string[] =>
  value ? `${value}`.split(/[\s,]+/) : []

/** Where the edge takes batches. */
export const collectUrl = (): string => `${settings.endpoint.replace(/\/$/, '')}/v1/batch`

/** Without these nothing works. */
export const isUsable = (): boolean => !!(settings.writeKey && settings.endpoint)
