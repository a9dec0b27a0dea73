const current = globalThis.document?.currentScript

/**
 * Our own tag: only while the script runs for the first time is it known which one it is. Intentionally
 * not without a look at it: what visitors may write into a page, such as `<img name="currentScript">`, takes
 * this name as well, and would say where our files come from.
 */
export const ownScript = current && current instanceof HTMLScriptElement ? current : null
