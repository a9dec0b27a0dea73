import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildWorkers } from './buildWorkers.ts'
import { startWorkerd } from './workerd.ts'

/** The edge and the simulator on the bare runtime. */
export interface Stack {
  edge: string
  crm: string
  stop(): Promise<void>
}

/** Builds both from the sources and starts them; `allowedOrigins` may send with `wk_site`. */
export async function startStack(
  allowedOrigins: string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Stack> {
  const directory = mkdtempSync(path.join(tmpdir(), 'stack-'))
  const built = await buildWorkers()
  const crm = await startWorkerd({
    script: built.crm,
    directory: path.join(directory, 'crm'),
    variables: {},
    log: 'ignore',
    objects: { ACCOUNT: 'Account' },
  })
  const edge = await startWorkerd({
    script: built.edge,
    log: 'ignore',
    directory: path.join(directory, 'edge'),
    variables: {
      FRESHSALES_DOMAIN: crm.url,
      FRESHSALES_API_KEY: 'demo-api-key',
      WRITE_KEYS: '{"wk_site":"Website","sk_server":{"source":"Server","trusted":true}}',
      ALLOWED_ORIGINS: JSON.stringify(allowedOrigins),
      ...variables,
    },
  })
  return {
    edge: edge.url,
    crm: crm.url,
    async stop() {
      await Promise.all([edge.kill(), crm.kill()])
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
