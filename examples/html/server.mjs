// Stands for your own web server: it serves the pages, and takes sign-ups.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'

const edge = process.env.EDGE ?? 'https://YOUR-EDGE'

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost')
  if (request.method === 'POST' && pathname === '/sign-up') return signUp(request, response)
  const name = pathname === '/' ? 'index.html' : pathname.slice(1)
  if (!['index.html', 'app.js'].includes(name)) return response.writeHead(404).end()
  const text = await readFile(new URL(`public/${name}`, import.meta.url), 'utf8')
  const type = name.endsWith('.js') ? 'text/javascript' : 'text/html'
  response.setHeader('content-type', `${type}; charset=utf-8`)
  response.end(text.replaceAll('https://YOUR-EDGE', edge))
}).listen(process.env.PORT ?? 3000)

async function signUp(request, response) {
  let body = ''
  for await (const chunk of request) body += chunk
  const email = new URLSearchParams(body).get('email')
  if (email?.startsWith('taken@')) return response.writeHead(422).end('This address is taken.')
  response.end('Thank you!')
}
