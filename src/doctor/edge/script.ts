import { existsSync, readFileSync } from 'node:fs'
import type { EdgeToCheck } from '../command.ts'
import { bad, type Findings, good, note } from '../finding.ts'
import { ask, type EdgeAnswer } from './ask.ts'

/** The script that was built here. */
const BUILT = new URL('../../../dist/sdk.js', import.meta.url)

/** What browsers need of the script's headers; a reason where it is not so. */
const NEEDS: readonly ((answer: EdgeAnswer) => string | undefined)[] = [
  ({ headers }) =>
    /^(?:text|application)\/javascript\b/.test(headers.get('content-type') ?? '')
      ? undefined
      : `its content type is ${headers.get('content-type') ?? 'missing'}, and browsers want text/javascript`,
  ({ headers }) =>
    headers.get('cross-origin-resource-policy') === 'same-origin'
      ? 'Cross-Origin-Resource-Policy keeps it to the pages of the edge'
      : undefined,
  ({ headers }) =>
    /\bimmutable\b/.test(headers.get('cache-control') ?? '')
      ? 'Cache-Control says immutable, so that no page would ever get an update'
      : undefined,
]

/** The script tag. */
export async function* checkScript({ url }: EdgeToCheck): Findings {
  const answer = await ask(new URL('/sdk.js', url))
  if (answer.status !== 200) {
    yield bad(
      '/sdk.js',
      `/sdk.js is answered with status ${answer.status}`,
      'Build and deploy again: npm run build && npx wrangler deploy',
    )
    return
  }
  const faults = NEEDS.flatMap((need) => need(answer) ?? [])
  for (const fault of faults)
    yield bad('/sdk.js', `/sdk.js: ${fault}`, 'Deploy with the headers of dist/_headers.')
  if (faults.length === 0) yield good('/sdk.js is served as browsers want it')
  if (existsSync(BUILT) && readFileSync(BUILT, 'utf8') !== answer.text)
    yield note('/sdk.js is not the one in dist/ here: another version is deployed')
}
