/** Runs once the page is seen: prerendered pages and tabs opened in the background may never be. */
export function whenVisible(act: () => void): void {
  if (document.visibilityState !== 'hidden') act()
  else document.addEventListener('visibilitychange', () => act(), { once: true })
}
