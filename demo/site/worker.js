/**
 * The website's own little server: its pages are static assets, its two forms are answered here,
 * and everything else belongs to the edge, mounted on the same origin as a company would do it.
 */
export default {
  async fetch(request, env) {
    const url = new URL(request.url)
    const answer = answers[`${request.method} ${url.pathname}`]
    return answer ? answer(request, env, url) : env.EDGE.fetch(request)
  },
}

const answers = {
  'POST /forms/sign-up': signUp,
  'POST /forms/newsletter': subscribe,
  'GET /demo.json': (_request, env) => Response.json({ crm: env.CRM }),
}

/** The AJAX form: JSON back, and a 422 when the site itself refuses the sign-up. */
async function signUp(request) {
  const form = await readForm(request)
  const firstName = form.get('first_name')?.trim() ?? ''
  return isEmail(form.get('email'))
    ? Response.json({ welcome: firstName })
    : Response.json({ field: 'email', message: REFUSED_EMAIL }, { status: 422 })
}

/** The native form: a redirect after the post, so that reloading the page sends nothing twice. */
async function subscribe(request, _env, url) {
  const form = await readForm(request)
  return isEmail(form.get('email'))
    ? Response.redirect(new URL('/thanks', url), 303)
    : new Response(REFUSED_EMAIL, { status: 422 })
}

const REFUSED_EMAIL = 'That e-mail address looks incomplete. Is there something after the dot?'

/** Stricter than a browser's own check, which takes `ada@example`. */
const isEmail = (value) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value?.trim() ?? '')

const readForm = async (request) => new URLSearchParams(await request.text())
