import { fail, type Result, succeed } from '../../protocol/result.ts'

/** What goes before the key in examples of its use. */
const COPIED_ALONG = /^(?:(?:authorization: *)?(?:token +)?token=|bearer +)/i

/** Reads an API key of Freshsales, also with what examples write around it: `Token token=…`. */
export function parseApiKey(given: string): Result<string> {
  const key = given.replace(COPIED_ALONG, '').replace(/^(["'])(.+)\1$/, '$2')
  return /^[!-~]+$/.test(key)
    ? succeed(key)
    : fail('has a blank or a character that no key has: copy it again from Freshsales')
}
