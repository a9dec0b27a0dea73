import type { Route } from '../edge.ts'
import type { OperationName } from '../outbox/operator/operations.ts'
import { SECURITY_HEADERS } from '../respond.ts'
import { answerOperation } from './answerOperation.ts'
import { PATHS } from './paths.ts'

export const CONSOLE_ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/console\/?$/, cors: false, handle: answerPage },
  ...(Object.keys(PATHS) as OperationName[]).map(
    (name): Route => ({
      method: PATHS[name].method,
      path: `/console/api/${PATHS[name].path}`,
      cors: false,
      handle: (request, edge) => answerOperation(request, name, edge),
    }),
  ),
]

/** Nothing but our own script and style: also a name that is HTML stays text, and no text becomes a script. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** The empty frame that `console.js` fills; it holds no data, so it needs no token. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Console · freshsales-edge</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/console.css">
<script type="module" src="/console.js"></script>
</head>
<body>
<noscript>The console needs JavaScript.</noscript>
<div id="console"></div>
</body>
</html>
`

function answerPage(): Response {
  return new Response(PAGE, {
    headers: {
      ...SECURITY_HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': POLICY,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    },
  })
}
