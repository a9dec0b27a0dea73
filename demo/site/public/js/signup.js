/** The sign-up form as an AJAX form: it stays on the page and says how it went. */
const form = document.getElementById('signup')
const refusal = document.getElementById('refusal')
const done = document.getElementById('done')
const button = form.querySelector('button')

preselectPlan(new URLSearchParams(location.search).get('plan'))
form.addEventListener('submit', signUp)

async function signUp(event) {
  event.preventDefault()
  button.disabled = true
  showRefusal(null)
  try {
    const body = new URLSearchParams(new FormData(form))
    const response = await fetch(form.action, { method: 'POST', body })
    const answer = await response.json()
    if (response.ok) showWelcome(answer.welcome)
    else showRefusal(answer)
  } catch {
    showRefusal({ message: 'We could not reach our server. Please try again in a moment.' })
  } finally {
    button.disabled = false
  }
}

function showWelcome(name) {
  document.getElementById('welcome').textContent = name ? `, ${name}` : ''
  form.hidden = true
  done.hidden = false
  done.querySelector('h2').focus()
}

function showRefusal(answer) {
  refusal.hidden = !answer
  refusal.textContent = answer?.message ?? ''
  for (const control of form.querySelectorAll('.control')) control.ariaInvalid = null
  const control = answer?.field && form.elements[answer.field]
  if (!control) return
  control.ariaInvalid = 'true'
  control.focus()
}

function preselectPlan(plan) {
  const choice = [...form.elements.plan].find(({ value }) => value === plan)
  if (choice) choice.checked = true
}
