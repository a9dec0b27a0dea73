import { statfsSync } from 'node:fs'

const MEMORY = '/dev/shm'

/** Some containers have but 64 MB there. */
const ENOUGH_BYTES = 2_000_000_000

/** Tests throw away what they store: where memory has room for it, none waits for a disk. */
export function storeInMemory(): void {
  if (freeBytes(MEMORY) > ENOUGH_BYTES) process.env['TMPDIR'] ??= MEMORY
}

function freeBytes(directory: string): number {
  try {
    const { bavail, bsize } = statfsSync(directory)
    return bavail * bsize
  } catch {
    return 0
  }
}
