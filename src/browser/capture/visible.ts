/** Whether an element takes up room on the page at all. */
export const isShown = (element: Element): boolean => !!element.getClientRects()[0]

/** Whether its styles, or those around it, hide an element; nothing where the browser cannot tell. */
export const isStyledAway = (element: Element): boolean =>
  element.checkVisibility?.({ checkOpacity: true, checkVisibilityCSS: true }) === false

/**
 * Whether a person can see a field, so that it is no trap for robots. Steps of a form that are over
 * look the same from here, so what was typed into is remembered. A select that a widget hides is
 * none: robots fill in texts.
 */
export const isVisible = (element: Element): boolean => {
  const { right, bottom, width, height } = element.getBoundingClientRect()
  return (
    !isStyledAway(element) &&
    // Happy-dom has no layout; there everything is at 0.
    (right + scrollX > 0 || !width) &&
    (bottom + scrollY > 0 || !height) &&
    (!width || (width > 1 && height > 1)) &&
    element.getAttribute('aria-hidden') !== 'true'
  )
}
