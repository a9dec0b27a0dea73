import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { brotliBytes } from '../../helpers/brotliBytes.ts'
import { MADE, MODULES } from './libraries/library.ts'
import { OURS } from './libraries/ours.ts'
import { PLAUSIBLE } from './libraries/plausible.ts'
import { RUDDERSTACK } from './libraries/rudderStack.ts'
import { SNOWPLOW } from './libraries/snowplow.ts'
import { UMAMI } from './libraries/umami.ts'

/** What a page loads; unminified files are minified here with terser. */
const FILES: Record<string, string[]> = {
  [`${OURS.name} sdk.js`]: [OURS.file],
  [`${OURS.name} stub.js`]: ['dist/stub.js'],
  [`${OURS.name} inspector.js`]: ['dist/inspector.js'],
  'Umami 2.10 tracker, terser': [UMAMI.file],
  'Plausible plausible.js': [PLAUSIBLE.file],
  'Snowplow tracker': [SNOWPLOW.file],
  'Snowplow tracker + form plugin': Object.values(SNOWPLOW.forms?.files ?? {}),
  'Segment standalone.js': [`${MODULES}/@segment/analytics-next/dist/umd/standalone.js`],
  'Jitsu p.js, terser': [`${MADE}/jitsu.js`],
  'RudderStack bundled, terser': [RUDDERSTACK.file],
}

export const SIZES_LEGEND = `Bytes of what a page loads (goals: sdk.js ≤ 5120, stub.js ≤ 350 after brotli-11;
inspector.js only with ?analytics_debug). RudderStack is its npm entry with all plugins bundled.`

interface Size {
  'brotli-11': number
  'gzip-9': number
  raw: number
  'brotli, × ours': string
}

export function measureSizes(): Record<string, Size> {
  const ours = sum([OURS.file], brotliBytes)
  return Object.fromEntries(
    Object.entries(FILES).map(([name, files]) => {
      const brotli = sum(files, brotliBytes)
      const size: Size = {
        'brotli-11': brotli,
        'gzip-9': sum(files, (content) => gzipSync(content, { level: 9 }).length),
        raw: sum(files, ({ length }) => length),
        'brotli, × ours': (brotli / ours).toFixed(2),
      }
      return [name, size]
    }),
  )
}

/** Each file is compressed alone, as it is sent. */
function sum(files: string[], bytesOf: (content: Buffer) => number): number {
  return files.reduce((bytes, file) => bytes + bytesOf(readFileSync(file)), 0)
}
