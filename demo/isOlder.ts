import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** What is built of these goes into every build. */
const ALWAYS = ['rollup.config.mjs', 'package-lock.json']

/** Whether one of the files that were built is missing, or older than any of its sources by more than that. */
export function isOlder(
  built: readonly string[],
  sources: readonly string[],
  byMoreThanMs = 0,
): boolean {
  if (!built.every((file) => existsSync(file))) return true
  const newest = Math.max(...[...sources, ...ALWAYS].flatMap(filesOf).map(time))
  return Math.min(...built.map(time)) + byMoreThanMs < newest
}

const time = (file: string): number => statSync(file).mtimeMs

function filesOf(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place]
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}
