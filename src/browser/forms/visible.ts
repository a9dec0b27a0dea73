/**
 * Whether a person can see an element. Fields out of sight are traps for robots, or steps of a form
 * that are over; both look the same from here, so those the person typed into are remembered.
 */
export const isVisible = (element: Element): boolean =>
  element.checkVisibility?.({ checkOpacity: true, checkVisibilityCSS: true }) !== false &&
  element.getBoundingClientRect().right + scrollX >= 0 &&
  !element.closest('[aria-hidden=true]')
