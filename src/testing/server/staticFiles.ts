import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** A file as Cloudflare would serve it, or where it sends the browser instead. */
export interface StaticAnswer {
  status: 200 | 302
  headers: Record<string, string>
  body: Buffer
}

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** What is in a folder, by the rules that stand in it: `.assetsignore`, `_headers`, `_redirects`. */
export function createStaticFiles(folder: string): (pathname: string) => StaticAnswer | undefined {
  const isServed = readServed(textOf(folder, '.assetsignore'))
  const rules = readHeaders(textOf(folder, '_headers'))
  const redirects = readRedirects(textOf(folder, '_redirects'))
  return (pathname) => {
    const to = redirects.find(({ from }) => from.test(pathname))
    if (to) {
      const location = pathname.replace(to.from, to.location)
      return { status: 302, headers: { location }, body: Buffer.alloc(0) }
    }
    const name = path.posix.normalize(pathname === '/' ? '/index.html' : pathname).slice(1)
    const file = path.join(folder, name)
    if (!isServed(name) || !isFile(file)) return undefined
    const headers: Record<string, string> = {}
    headers['content-type'] = TYPES[path.extname(name)] ?? 'application/octet-stream'
    for (const { at, change } of rules) if (at.test(pathname)) change(headers)
    return { status: 200, headers, body: readFileSync(file) }
  }
}

function textOf(folder: string, name: string): string {
  const file = path.join(folder, name)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

const isFile = (file: string): boolean =>
  statSync(file, { throwIfNoEntry: false })?.isFile() === true

const RULES = new Set(['.assetsignore', '_headers', '_redirects'])

/** Where everything is ignored (`*`), what is excepted (`!sdk.js`) is served. */
function readServed(text: string): (name: string) => boolean {
  const lines = linesOf(text)
  const excepted = lines.filter((line) => line.startsWith('!')).map((line) => glob(line.slice(1)))
  const isShut = lines.includes('*')
  return (name) => !RULES.has(name) && (!isShut || excepted.some((pattern) => pattern.test(name)))
}

interface HeaderRule {
  at: RegExp
  change(headers: Record<string, string>): void
}

/** A line with a path, and below it headers to set or, after `!`, to take away. */
function readHeaders(text: string): HeaderRule[] {
  const rules: HeaderRule[] = []
  let at = /$^/
  for (const line of linesOf(text)) {
    const [, name = '', value = ''] = /^([\w-]+): *(.*)$/.exec(line) ?? []
    const taken = /^! *(\S+)$/.exec(line)?.[1]?.toLowerCase()
    if (line.startsWith('/')) at = glob(line)
    else if (taken !== undefined) rules.push({ at, change: (headers) => delete headers[taken] })
    else rules.push({ at, change: (headers) => (headers[name.toLowerCase()] = value) })
  }
  return rules
}

/** `/contacts/* /#/contacts/:splat 302` a line. */
function readRedirects(text: string): { from: RegExp; location: string }[] {
  return linesOf(text).map((line) => {
    const [from = '', to = ''] = line.split(/\s+/)
    return { from: glob(from), location: to.replace(':splat', '$1') }
  })
}

const linesOf = (text: string): string[] =>
  text.split('\n').flatMap((line) => (/^\s*(?:#|$)/.test(line) ? [] : [line.trim()]))

function glob(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('(.*)')}$`)
}
