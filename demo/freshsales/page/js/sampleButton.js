import { seedAccount } from './account.js'
import { element } from './element.js'

/** Fills an empty account with a small made-up company. */
export function sampleButton() {
  const button = element('button', { type: 'button' }, 'Bring in made-up people')
  button.addEventListener('click', () => void seedAccount())
  return button
}
