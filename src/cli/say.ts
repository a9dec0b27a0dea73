/** Prints what there is to say; answers with the exit code. */
export function say(text: string, code = 0): number {
  console.log(text)
  return code
}
