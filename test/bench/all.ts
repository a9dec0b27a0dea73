import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'

/** Runs every benchmark beside this file, one after the other: `npm run bench`. */

const directory = import.meta.dirname
const files = readdirSync(directory).filter((name) => /^(?!all\b).*\.ts$/.test(name))

for (const file of files.sort()) {
  console.log(`\n${file}`)
  const { status } = spawnSync(process.execPath, [path.join(directory, file)], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
