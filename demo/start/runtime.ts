import type { ChildProcess } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'
import path from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import type { Settings } from './settings.ts'
import { demoWorkers } from './workers.ts'

/**
 * Starts all Workers in one workerd, which ends with this process and is started again should it
 * crash; `onProcess` hears its pid each time. Intentionally not `wrangler dev`, which starts a
 * process and a proxy for each Worker, and is slower and louder.
 */
export async function startRuntime(
  settings: Settings,
  onProcess: (pid: number) => void,
): Promise<void> {
  onRuntimeProcess(onProcess)
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: settings.port,
      workers: demoWorkers(settings),
      resourcePersistencePath: path.join(settings.directory, 'storage', settings.account.storage),
      log: new Log(LogLevel.ERROR),
      logRequests: false,
      handleStructuredLogs: showWarning,
      // Neither needs the network: a made-up `request.cf`, and no usage statistics.
      cf: false,
      telemetry: { enabled: false },
    }),
  )
  await miniflare.ready
}

/** Miniflare keeps the pid to itself, but Node announces every child process. */
function onRuntimeProcess(listener: (pid: number) => void): void {
  subscribe('child_process', (message) => {
    const child = (message as { process: ChildProcess }).process
    child.once('spawn', () => {
      if (child.pid !== undefined && child.spawnfile.includes('workerd')) listener(child.pid)
    })
  })
}

function showWarning({ level, message }: { level: string; message: string }): void {
  if (level === 'error' || level === 'warn') console.error(message)
}
