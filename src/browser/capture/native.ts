/**
 * Where the browser shows the answer to a form that it submits: `_self` in this tab, `_blank` in
 * another, or the frame. Nothing when it is none of its submissions: a dialog, a script for an
 * action, a form that is no part of the page.
 */
export const nativeTarget = (
  form: HTMLFormElement,
  submitter?: HTMLElement | null,
): HTMLElement | '_self' | '_blank' | undefined => {
  const chosen = (name: string): string | null | undefined =>
    submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name)
  if (!form.isConnected || /^(javascript|mailto):/i.test(chosen('action') ?? '')) return undefined
  if (chosen('method')?.toLowerCase() === 'dialog') return undefined
  const page = form.ownerDocument.defaultView
  const name =
    chosen('target') || document.querySelector('base[target]')?.getAttribute('target') || '_self'
  if (/^_(self|top|parent)$/i.test(name))
    return page?.frameElement instanceof HTMLElement && page !== window
      ? page.frameElement
      : '_self'
  const frame = [...document.querySelectorAll<HTMLElement>('iframe,frame')].find(
    (one) => one.getAttribute('name') === name,
  )
  return frame ?? '_blank'
}
