/**
 * Listens on the window, in the capture phase: events of the document and of elements pass there
 * too, and before any listener of the page can stop them.
 */
export const on = <T extends Event>(types: string, listener: (event: T) => void): void => {
  for (const type of types.split(' ')) addEventListener(type, listener as EventListener, true)
}
