/**
 * The website's own little server: its pages are static assets, its two forms are answered here,
 * and everything else belongs to the edge, mounted on the same origin as a company would do it.
 */
export default {
  async fetch(request, env) {
    const url = new URL(request.url)
    const answer = answers[`${request.method} ${url.pathname}`]
    if (answer) return answer(request, env, url)
    const response = await env.EDGE.fetch(request)
    return response.status === 404 && isPage(request) ? noSuchPage(env, url) : response
  },
}

/** A person's browser asks for a page; a program gets the edge's own answer. */
const isPage = ({ method, headers }) =>
  method === 'GET' && (headers.get('accept') ?? '').includes('text/html')

async function noSuchPage({ ASSETS }, url) {
  const { body, headers } = await ASSETS.fetch(new URL('/404', url))
  return new Response(body, { status: 404, headers })
}

const answers = {
  'POST /forms/sign-up': signUp,
  'POST /forms/newsletter': subscribe,
  'GET /demo.json': (_request, env) => Response.json({ crm: env.CRM }),
}

/** The AJAX form: JSON back, and a 422 when the site itself refuses the sign-up. */
async function signUp(request) {
  const form = await readForm(request)
  const refusal = refusals.find(({ field, accepts }) => !accepts(form.get(field) ?? ''))
  if (refusal) {
    return Response.json({ field: refusal.field, message: refusal.message }, { status: 422 })
  }
  return Response.json({ welcome: form.get('first_name')?.trim() ?? '' })
}

/** The native form: a redirect after the post, so that reloading the page sends nothing twice. */
async function subscribe(request, _env, url) {
  const form = await readForm(request)
  return email.accepts(form.get(email.field) ?? '')
    ? Response.redirect(new URL('/thanks', url), 303)
    : new Response(email.message, { status: 422 })
}

/** Stricter than a browser's own check, which takes `ada@example`. */
const email = {
  field: 'email',
  accepts: (text) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text.trim()),
  message: 'That e-mail address looks incomplete. Is there something after the dot?',
}

const phone = {
  field: 'phone',
  accepts: (text) => text.replace(/\D/g, '').length >= 6,
  message: 'We could not ring you at that number: it needs six digits at least.',
}

const refusals = [email, phone]

const readForm = async (request) => new URLSearchParams(await request.text())
