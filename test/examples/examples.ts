import { existsSync, readdirSync } from 'node:fs'

/** Those that cost little are tried by every `npm test`, the others by `npm run test:examples`. */
const QUICK = ['html', 'react-vite']

/** Of those that npm builds. */
const ALL = readdirSync('examples').filter((name) => existsSync(`examples/${name}/package.json`))

export const EXAMPLES: readonly string[] = import.meta.env?.MODE === 'examples' ? ALL : QUICK
