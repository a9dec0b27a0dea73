/** @import { Piece } from './types.js' */

/**
 * Brings the children of a list in step with its pieces. A piece whose version is the same keeps its
 * element: no flicker, and what is selected, opened, focused or scrolled to stays so.
 *
 * @param {HTMLElement} parent
 * @param {Piece[]} pieces
 */
export function reconcile(parent, pieces) {
  const present = new Map(childrenOf(parent).map((child) => [child.dataset['key'], child]))
  const focusedKey = focusedPiece(parent)
  let next = parent.firstElementChild
  for (const piece of pieces) {
    const kept = present.get(piece.key)
    const isSame = kept?.dataset['version'] === piece.version
    const child = kept && isSame ? kept : build(piece)
    if (kept && !isSame) {
      if (kept === next) next = kept.nextElementSibling
      kept.remove()
    }
    present.delete(piece.key)
    if (child === next) next = next.nextElementSibling
    else parent.insertBefore(child, next)
  }
  for (const gone of present.values()) gone.remove()
  restoreFocus(parent, focusedKey)
}

/** @param {Piece} piece */
function build({ key, version, build }) {
  const child = build()
  child.dataset['key'] = key
  child.dataset['version'] = version
  return child
}

/** @param {HTMLElement} parent */
function childrenOf(parent) {
  return [...parent.children].filter((child) => child instanceof HTMLElement)
}

/** @param {HTMLElement} parent */
function focusedPiece(parent) {
  const child = childrenOf(parent).find((candidate) => candidate.contains(document.activeElement))
  return child?.dataset['key']
}

/** @param {HTMLElement} parent @param {string | undefined} key */
function restoreFocus(parent, key) {
  if (key === undefined || parent.contains(document.activeElement)) return
  const child = childrenOf(parent).find((candidate) => candidate.dataset['key'] === key)
  const target = child?.querySelector('a, summary, button') ?? child
  if (target instanceof HTMLElement) target.focus({ preventScroll: true })
}
