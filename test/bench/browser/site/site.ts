import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Collector, openCollector } from './collector.ts'
import { serve } from './serve.ts'

/** A site whose home page has one library, and the collector that this talks to. */
export interface Site {
  home: string
  /** A page without the library. */
  bare: string
  collector: Collector
  /** What the site's own server was sent. */
  submissions: { path: string; body: string }[]
  close: () => void
}

export interface SiteOptions {
  /** What the page loads as `/library.js` and `/plugin.js`. Default: nothing. */
  library?: string
  plugin?: string
  /** The home page's; COLLECT stands for the collector. */
  head: string
  body?: string
  answersAfterMs?: number
  /** Shares its process with no other site, for which browsers give it their finest clock. */
  isIsolated?: boolean
}

const TYPES: Record<string, string> = { '.js': 'text/javascript', '': 'text/html' }

const ISOLATION = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
}

export async function openSite(options: SiteOptions): Promise<Site> {
  const collector = await openCollector(options)
  const submissions: Site['submissions'] = []
  const files = filesOf(options, collector.url)
  const server = await serve((request, body, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    if (request.method === 'POST') submissions.push({ path: pathname, body })
    response.setHeader('content-type', TYPES[path.extname(pathname)] ?? 'text/plain')
    response.setHeader('cache-control', pathname === '/library.js' ? 'max-age=3600' : 'no-cache')
    if (options.isIsolated) response.setHeaders(new Map(Object.entries(ISOLATION)))
    response.statusCode = pathname === '/refuses' ? 500 : 200
    response.end(files(pathname) ?? '<!doctype html><title>another page</title>')
  })
  const origin = server.origin('site.localhost')
  return {
    home: `${origin}/`,
    bare: `${origin}/bare`,
    collector,
    submissions,
    close: () => {
      collector.close()
      server.close()
    },
  }
}

type Content = string | Buffer | undefined

/** The home page, the library, and what it loads from beside its own file. */
function filesOf({ library, plugin, head, body = '' }: SiteOptions, collect: string) {
  const home = `<!doctype html><meta charset="utf-8"><title>home</title>${head}${body}`
  const files: Record<string, Content> = { '/': home.replaceAll('COLLECT', collect) }
  if (library) files['/library.js'] = readFileSync(library)
  if (plugin) files['/plugin.js'] = readFileSync(plugin)
  return (pathname: string): Content => {
    if (library && pathname.includes('.bundle.'))
      return readFileSync(path.join(path.dirname(library), path.basename(pathname)))
    return files[pathname]
  }
}
