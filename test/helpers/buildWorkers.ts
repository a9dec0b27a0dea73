import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Builds the edge and the simulator from the sources into a directory of its own; answers with the two files. */
export async function buildWorkers(directory: string): Promise<{ edge: string; crm: string }> {
  const rollup = path.join('node_modules', 'rollup', 'dist', 'bin', 'rollup')
  const build = (only: string) =>
    run(process.execPath, [
      rollup,
      '-c',
      '--silent',
      '--configDist',
      directory,
      '--configOnly',
      only,
    ])
  await Promise.all([build('src/worker'), build('demo/freshsales')])
  return { edge: path.join(directory, 'worker.js'), crm: path.join('.demo', 'freshsales.js') }
}
