import type { ChildProcess } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import path from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import type { Settings } from './settings.ts'
import { demoWorkers } from './workers.ts'

export interface Runtime {
  stop(): Promise<void>
}

/**
 * Starts all Workers in one workerd, and again should it ever crash; `onProcess` hears its pid.
 * Intentionally not `wrangler dev`, which starts a process and a proxy for each, and is slower and louder.
 */
export async function startRuntime(
  settings: Settings,
  onProcess: (pid: number) => void,
): Promise<Runtime> {
  const stopWatching = onRuntimeProcess(onProcess)
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
  return {
    async stop() {
      stopWatching()
      await miniflare.dispose()
    },
  }
}

/** Miniflare keeps the pid to itself, but Node announces every child process. */
function onRuntimeProcess(listener: (pid: number) => void): () => void {
  const channel = 'child_process'
  const onChild = (message: unknown) => {
    const child = (message as { process: ChildProcess }).process
    child.once('spawn', () => {
      if (child.pid !== undefined && child.spawnfile.includes('workerd')) listener(child.pid)
    })
  }
  subscribe(channel, onChild)
  return () => void unsubscribe(channel, onChild)
}

function showWarning({ level, message }: { level: string; message: string }): void {
  if (level === 'error' || level === 'warn') console.error(message)
}
