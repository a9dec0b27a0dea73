import { element } from './element.js'

const SECOND = 1000
const UNITS = /** @type {const} */ ([
  ['day', 86_400 * SECOND],
  ['hour', 3600 * SECOND],
  ['minute', 60 * SECOND],
])
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false })
const full = new Intl.DateTimeFormat('en', {
  dateStyle: 'full',
  timeStyle: 'medium',
  hour12: false,
})
const day = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' })

/** A time that keeps saying how long ago it was. @param {string} at */
export function ago(at) {
  return element(
    'time',
    { datetime: at, title: full.format(new Date(at)), 'data-ago': '' },
    howLongAgo(at),
  )
}

/** @param {string} at */
export function clockTime(at) {
  return element(
    'time',
    { datetime: at, title: full.format(new Date(at)) },
    clock.format(new Date(at)),
  )
}

/** @param {number} at */
export function clockText(at) {
  return clock.format(new Date(at))
}

/** @param {string} at */
export function dayOf(at) {
  const midnight = new Date().setHours(0, 0, 0, 0)
  const days = Math.floor((new Date(at).setHours(0, 0, 0, 0) - midnight) / (86_400 * SECOND) + 0.5)
  if (days === 0) return 'Today'
  return days === -1 ? 'Yesterday' : day.format(new Date(at))
}

/** Brings every time on the page up to date. */
export function refreshAgo() {
  for (const time of document.querySelectorAll('time[data-ago]')) {
    const text = howLongAgo(time.getAttribute('datetime') ?? '')
    if (time.textContent !== text) time.textContent = text
  }
}

/** @param {string} at */
function howLongAgo(at) {
  const gone = Date.parse(at) - Date.now()
  for (const [unit, length] of UNITS)
    if (Math.abs(gone) >= length) return relative.format(Math.round(gone / length), unit)
  return 'just now'
}
