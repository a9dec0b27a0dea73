import { readFileSync } from 'node:fs'
import path from 'node:path'
import { TestServerError } from './testServerError.ts'

/** The one that is deployed with. */
export function readCompatibilityDate(root: string): string {
  const config = readFileSync(path.join(root, 'wrangler.jsonc'), 'utf8')
  const [, date] = /"compatibility_date":\s*"([\d-]+)"/.exec(config) ?? []
  if (date === undefined) throw new TestServerError('wrangler.jsonc has no compatibility_date.')
  return date
}
