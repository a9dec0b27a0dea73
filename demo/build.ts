/** Before `npm start`: builds what is older than its sources, and says so, for it takes a while. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

const SOURCES = ['src', 'demo/freshsales', 'rollup.config.mjs', 'package-lock.json']
const BUILT = [
  'dist/sdk.js',
  'dist/stub.js',
  'dist/worker.js',
  'dist/console.js',
  '.demo/freshsales.js',
  '.demo/page/page.js',
]

if (!BUILT.every((file) => existsSync(file)) || newest(SOURCES) > oldest(BUILT)) {
  console.log('\n  Building, for half a minute; a slow machine takes a whole one, or two …')
  execFileSync('rollup', ['-c', '--silent'], { stdio: ['ignore', 'ignore', 'inherit'] })
}

function newest(places: string[]): number {
  return Math.max(...places.flatMap(filesOf).map((file) => statSync(file).mtimeMs))
}

function oldest(files: string[]): number {
  return Math.min(...files.map((file) => statSync(file).mtimeMs))
}

function filesOf(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place]
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}
