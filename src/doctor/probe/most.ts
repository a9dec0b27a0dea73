/** The most that something takes: looks at the likely number first, then halves. */
export async function most({
  takes,
  usual,
  limit,
}: {
  takes(count: number): Promise<boolean>
  usual: number
  /** More is never tried. */
  limit: number
}): Promise<number> {
  const takesUsual = await takes(usual)
  if (takesUsual && !(await takes(usual + 1))) return usual
  let [taken, tooMany] = takesUsual ? [usual + 1, limit] : [0, usual]
  while (tooMany - taken > 1) {
    const middle = Math.floor((taken + tooMany) / 2)
    if (await takes(middle)) taken = middle
    else tooMany = middle
  }
  return taken
}
