import { createRequire } from 'node:module'
import path from 'node:path'
import { TestServerError } from './testServerError.ts'

/**
 * The binary of Cloudflare's runtime, which comes with Wrangler, or by itself. Intentionally neither
 * Wrangler nor Miniflare, whose interfaces change between versions; that of workerd is a file.
 */
export function findWorkerd(folders: readonly string[]): string {
  for (const folder of folders) {
    const here = createRequire(path.join(folder, 'package.json'))
    const found = binaryFrom(here) ?? binaryFrom(besideWrangler(here))
    if (found !== undefined) return found
  }
  throw new TestServerError(
    'The test server runs on workerd, the runtime of Cloudflare Workers, which is not installed here. It comes with Wrangler, or by itself: npm install --save-dev workerd',
  )
}

type Require = ReturnType<typeof createRequire>

/** Where packages cannot see those that others brought. */
function besideWrangler(here: Require): Require | undefined {
  try {
    return createRequire(here.resolve('wrangler/package.json'))
  } catch {
    return undefined // not installed
  }
}

function binaryFrom(here: Require | undefined): string | undefined {
  try {
    return (here?.('workerd') as { default: string } | undefined)?.default
  } catch {
    return undefined // not installed, or not for this machine
  }
}
