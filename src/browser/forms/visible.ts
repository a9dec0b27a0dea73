/**
 * Whether a person can see an element. Fields out of sight are traps for robots, or steps of a form
 * that are over; both look the same from here, so those the person typed into are remembered.
 */
export function isVisible(element: Element): boolean {
  const { right, bottom } = element.getBoundingClientRect()
  return (
    element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) !== false &&
    right + scrollX >= 0 &&
    bottom + scrollY >= 0 &&
    !element.closest('[aria-hidden=true]')
  )
}
