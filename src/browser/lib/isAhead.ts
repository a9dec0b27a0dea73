/** A page that the browser renders ahead may never be seen: nothing of it is kept or sent before. */
export const isAhead = (): boolean | undefined =>
  (document as { prerendering?: boolean }).prerendering
