/** `npm run dev`: like `npm start`, and built and started again whenever a source changes. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { watch } from 'rollup'
import { loadConfigFile } from 'rollup/loadConfigFile'

let running: ChildProcess | undefined

const { options, warnings } = await loadConfigFile(path.resolve('rollup.config.mjs'), {})
warnings.flush()
const watcher = watch(options)
watcher.on('event', async (event) => {
  if (event.code === 'START') console.log('\n  Building …')
  // What was built last goes on running until the sources are right again.
  if (event.code === 'ERROR') console.error(`\n  ${event.error.message}\n`)
  if (event.code === 'BUNDLE_END' || event.code === 'ERROR') await event.result?.close()
  if (event.code === 'END') await restart()
})
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await watcher.close()
    await stop()
    process.exit(0)
  })

async function restart(): Promise<void> {
  await stop()
  running = spawn(process.execPath, ['demo/start.ts'], { stdio: 'inherit' })
}

async function stop(): Promise<void> {
  if (!running || running.exitCode !== null) return
  const ended = once(running, 'exit')
  running.kill()
  await ended
}
