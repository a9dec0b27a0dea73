import { existsSync } from 'node:fs'
import path from 'node:path'
import type { V4WorkerOptions, V4WorkerOptionsShape } from 'miniflare'
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler'
import { describeFaults } from '../../src/edge/settings/describeFaults.ts'
import { DEFAULT_CUSTOM_FIELDS } from '../freshsales/facts/customField.ts'
import { ADMIN_TOKEN, WRITE_KEY } from './credentials.ts'
import { StartError } from './problem.ts'
import type { Settings } from './settings.ts'

// Wrangler would announce where it found which variable; what goes wrong is thrown all the same.
process.env['WRANGLER_LOG'] = 'none'

/** The Workers of the demo, each as its own wrangler.jsonc describes it; the first answers on `PORT`. */
export function demoWorkers(settings: Settings): V4WorkerOptions[] {
  const site = readWorker({
    config: 'demo/site/wrangler.jsonc',
    script: 'demo/site/worker.js',
    bindings: { CRM: settings.account.url },
  })
  const edge = readWorker({
    config: 'wrangler.jsonc',
    script: 'dist/worker.js',
    bindings: edgeVariables(settings),
  })
  const faults = describeFaults(edge.bindings ?? {}, [])
  if (faults !== undefined) throw new StartError(faults)
  return settings.account.kind === 'real' ? [site, edge] : [site, edge, simulator(settings)]
}

/** Knows the demo's API key and app token by itself; its page answers on a port of its own. */
function simulator({ crmPort }: Settings): V4WorkerOptions {
  const worker = readWorker({
    config: 'demo/freshsales/wrangler.jsonc',
    script: '.demo/freshsales.js',
    bindings: { SETTINGS: JSON.stringify(ACCOUNT_SETTINGS) },
  })
  return { ...worker, unsafeDirectSockets: [{ host: '127.0.0.1', port: crmPort }] }
}

const { contact, lead } = DEFAULT_CUSTOM_FIELDS
const MESSAGE = { name: 'cf_message', label: 'Message', type: 'textarea' }

/** What the admin of the demo's account has added: a field for what visitors write. */
const ACCOUNT_SETTINGS = {
  customFields: { contact: [...contact, MESSAGE], lead: [...lead, MESSAGE] },
}

/** Custom fields that the simulated account has. */
const CLICK_FIELDS = { gclid: 'cf_gclid', fbclid: 'cf_fbclid', msclkid: 'cf_msclkid' }

/** What the edge is told; `.dev.vars` has the last word. */
function edgeVariables({ port, account }: Settings): Record<string, string> {
  return {
    // So that every call can be tried; a site on the internet is better off without `fields`.
    WRITE_KEYS: JSON.stringify({ [WRITE_KEY]: { source: 'Berthline website', fields: ['**'] } }),
    ALLOWED_ORIGINS: JSON.stringify([`http://localhost:${port}`, `http://127.0.0.1:${port}`]),
    ADMIN_TOKEN,
    ...(account.kind !== 'real' && { CLICK_FIELDS: JSON.stringify(CLICK_FIELDS) }),
    ...account.variables,
  }
}

interface WorkerSource {
  config: string
  /** The built module; a config's own `main` may be a source that has to be built first. */
  script: string
  bindings: Record<string, string>
}

function readWorker({ config: file, script, bindings }: WorkerSource): V4WorkerOptions {
  if (!existsSync(script)) throw new StartError(`${script} is missing; build it: npm run build`)
  const config = unstable_readConfig({ config: file }, { hideWarnings: true })
  const { workerOptions } = unstable_getMiniflareWorkerOptions(config)
  const { modulesRules: _, ...options }: V4WorkerOptionsShape = workerOptions
  const scriptPath = path.resolve(script)
  return {
    ...options,
    name: config.name ?? file,
    modules: true,
    modulesRoot: path.dirname(scriptPath),
    scriptPath,
    bindings: { ...options.bindings, ...bindings },
  }
}
