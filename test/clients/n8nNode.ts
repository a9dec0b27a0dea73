import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** The published package; its hundred dependencies are of no use to this one node. */
const PACKAGE = 'n8n-nodes-base'
const VERSION = '2.41.2'
const INTEGRITY =
  'sha512-qUItyawxR1aR/t6Fgk0whYwBSDR+VOu5RkgAI3AElVI3dqPLLcCAawAMFc/N3GFG35//quOVRUwuc7a3mVLC0g=='
const NODE = 'package/dist/nodes/FreshworksCrm'

/** As far as a host calls it. */
export interface FreshworksCrm {
  execute(this: object): Promise<unknown>
  methods: { loadOptions: { [name: string]: (this: object) => Promise<unknown> } }
}

/** What the node takes from n8n itself: its errors and one constant. */
const N8N_WORKFLOW = `
exports.NodeConnectionTypes = { Main: 'main' }
exports.NodeApiError = class extends Error { constructor(_node, cause) { super(cause.message, { cause }) } }
exports.NodeOperationError = class extends Error { constructor(_node, message) { super(message) } }
`

/** Fetches the node as it was published, and loads it. */
export function loadNode(directory: string): FreshworksCrm {
  mkdirSync(directory, { recursive: true })
  const run = (program: string, ...parameters: string[]) =>
    execFileSync(program, parameters, { cwd: directory, encoding: 'utf8' })
  run('npm', 'pack', `${PACKAGE}@${VERSION}`, '--silent')
  const tarball = `${PACKAGE}-${VERSION}.tgz`
  const digest = createHash('sha512').update(readFileSync(path.join(directory, tarball)))
  if (`sha512-${digest.digest('base64')}` !== INTEGRITY)
    throw new Error(`${tarball} is not what was published`)
  run('tar', 'xzf', tarball, NODE)
  const stub = path.join(directory, NODE, 'node_modules/n8n-workflow')
  mkdirSync(stub, { recursive: true })
  writeFileSync(path.join(stub, 'index.js'), N8N_WORKFLOW)
  writeFileSync(path.join(directory, 'package.json'), '{"type":"commonjs"}')
  const require = createRequire(import.meta.url)
  const { FreshworksCrm } = require(path.join(directory, NODE, 'FreshworksCrm.node.js')) as {
    FreshworksCrm: new () => FreshworksCrm
  }
  return new FreshworksCrm()
}
