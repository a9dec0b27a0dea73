import { readdirSync } from 'node:fs'
import { firstOf } from '../shop/effort.ts'

/** Those that cost little come first: they are tried by every `npm test`, all of them by `npm run test:examples`. */
const QUICK = ['html', 'react-vite']

const others = readdirSync('examples', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !QUICK.includes(entry.name))
  .map(({ name }) => name)

export const EXAMPLES: readonly string[] = firstOf(QUICK.length, [...QUICK, ...others])
