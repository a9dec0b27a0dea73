import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'

/**
 * Runs every benchmark beside this file, one after the other: `npm run bench`. Named ones alone, with
 * what they take: `npm run bench -- zoo --only 'htmx*'`. The zoo runs only when it is named.
 */

const directory = import.meta.dirname
const [wanted, ...rest] = process.argv.slice(2)
const files = readdirSync(directory)
  .filter((name) => /^(?!all\b).*\.ts$/.test(name))
  .filter((name) => (wanted ? name === `${wanted}.ts` : name !== 'zoo.ts'))

for (const file of files.sort()) {
  console.log(`\n${file}`)
  const { status } = spawnSync(process.execPath, [path.join(directory, file), ...rest], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
