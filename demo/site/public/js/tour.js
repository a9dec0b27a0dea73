/** The tour's client-side routes: one document, an address and a title for every stop. */
const stops = [...document.querySelectorAll('.stop')]
const links = [...document.querySelectorAll('.stops a')]

document.addEventListener('click', followRoute)
addEventListener('popstate', () => showStop(location.pathname))
showStop(location.pathname)

function followRoute(event) {
  const link = event.target.closest('a[data-route]')
  const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0
  if (!link || opensElsewhere) return
  event.preventDefault()
  if (link.pathname === location.pathname) return
  history.pushState(null, '', link.pathname)
  showStop(link.pathname)
  stops
    .find((stop) => !stop.hidden)
    .querySelector('h1')
    .focus({ preventScroll: true })
  scrollTo({ top: 0 })
}

function showStop(path) {
  const current = stops.find((stop) => stop.dataset.path === path) ?? stops[0]
  document.title = current.dataset.title
  for (const stop of stops) stop.hidden = stop !== current
  for (const link of links) {
    link.ariaCurrent = link.pathname === current.dataset.path ? 'page' : null
  }
}
