import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { parseOrigin } from '../edge/settings/origins.ts'
import { parseDomain } from '../freshsales/domain.ts'
import type { Result } from '../protocol/result.ts'
import { packageRoot, readPackage } from '../testing/packageRoot.ts'
import { say } from './say.ts'

const USAGE = `
npx freshsales-edge init [--domain acme.myfreshworks.com] [--origin https://www.acme.com]

Writes what an edge needs into this folder: wrangler.jsonc, package.json, .gitignore. Asks for what is
not said. A file that is there is left alone.
`

const QUESTIONS = {
  domain: {
    ask: 'The address of your Freshsales account, such as acme.myfreshworks.com: ',
    read: (text: string): Result<unknown> => parseDomain(text),
  },
  origin: {
    ask: 'The address of your site, such as https://www.acme.com: ',
    read: (text: string): Result<unknown> => parseOrigin(text),
  },
} as const

type Answers = { -readonly [Name in keyof typeof QUESTIONS]: string }

export async function init(typed: readonly string[], directory: string): Promise<number> {
  const { values } = parseArgs({
    args: [...typed],
    options: {
      domain: { type: 'string' },
      origin: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return say(USAGE)
  if (existsSync(path.join(directory, 'wrangler.jsonc')))
    return say('There is a wrangler.jsonc here already; this command changes none.', 1)
  const answers: Partial<Answers> = {}
  for (const name of ['domain', 'origin'] as const) {
    const answer = values[name] ?? (await askFor(name))
    const read = QUESTIONS[name].read(answer)
    if (!read.ok) return say(`--${name}: "${answer}" ${read.reason}`, 1)
    answers[name] = answer
  }
  for (const [file, text] of Object.entries(filesFor(answers as Answers)))
    if (!existsSync(path.join(directory, file))) writeFileSync(path.join(directory, file), text)
  return say(NEXT)
}

const NEXT = `
Written. Now:

  npm install
  npx wrangler login
  npx wrangler deploy
  npx wrangler secret put FRESHSALES_API_KEY   # Freshsales → Settings → API Settings
  npx wrangler secret put ADMIN_TOKEN          # opens the console: openssl rand -base64 24

and open /console at the address that the deployment prints.
`

async function askFor(name: keyof Answers): Promise<string> {
  if (process.stdin.isTTY !== true) return ''
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return (await lines.question(QUESTIONS[name].ask)).trim()
  } finally {
    lines.close()
  }
}

/** By name: the product's own wrangler.jsonc, with the paths of the installed package. */
function filesFor({ domain, origin }: Answers): { [file: string]: string } {
  const root = packageRoot()
  const { version } = readPackage(root)
  const installed = './node_modules/freshsales-edge'
  const wrangler = readFileSync(path.join(root, 'wrangler.jsonc'), 'utf8')
    .replace('"./wrangler.schema.json"', `"${installed}/wrangler.schema.json"`)
    .replace('"dist/worker.js"', `"${installed}/dist/worker.js"`)
    .replace('"./dist"', `"${installed}/dist"`)
    .replace('"FRESHSALES_DOMAIN": ""', `"FRESHSALES_DOMAIN": ${JSON.stringify(domain)}`)
    .replace('"ALLOWED_ORIGINS": ""', `"ALLOWED_ORIGINS": ${JSON.stringify(origin)}`)
    // What is said to those who deploy by the button.
    .replace(/ *\/\/ Asked by the [\s\S]*?(?= *"vars")/, '')
  const manifest = {
    private: true,
    scripts: { deploy: 'wrangler deploy', doctor: 'freshsales-edge' },
    devDependencies: { 'freshsales-edge': `^${version}`, wrangler: '^4' },
  }
  return {
    'wrangler.jsonc': wrangler,
    'package.json': `${JSON.stringify(manifest, undefined, 2)}\n`,
    '.gitignore': 'node_modules\n.wrangler/\n.dev.vars\n',
  }
}
