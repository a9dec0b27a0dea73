/** Before `npm start`: builds what is older than its sources, and says so, for it takes a while. */
import { execFileSync } from 'node:child_process'
import { isOlder } from './isOlder.ts'

const BUILT = [
  'dist/sdk.js',
  'dist/stub.js',
  'dist/worker.js',
  'dist/console.js',
  '.demo/freshsales.js',
  '.demo/page/page.js',
]

if (isOlder(BUILT, ['src', 'demo/freshsales'])) {
  console.log('\n  Building, half a minute at most …')
  execFileSync('rollup', ['-c', '--silent'], { stdio: ['ignore', 'ignore', 'inherit'] })
}
