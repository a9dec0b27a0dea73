addEventListener('hashchange', () => {
  const title = location.hash === '#/pricing' ? 'Pricing' : 'Join'
  document.title = `${title} Berthline`
  document.querySelector('h1').textContent = title
})

const form = document.querySelector('#sign-up')

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const body = new URLSearchParams(new FormData(form))
  const answer = await fetch('/sign-up', { method: 'POST', body })
  form.querySelector('[role=status]').textContent = await answer.text()
  if (answer.ok) form.reset()
})
