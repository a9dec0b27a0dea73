import './setUp.ts'
import { parentPort } from 'node:worker_threads'
import type { Range } from './play.ts'

const { play } = await import('./play.ts')

/** Plays each range that `playInJobs` hands it, and says how that went. */
parentPort?.on('message', async (range: Range) => parentPort?.postMessage(await play(range)))
