/** Length as UTF-8, which is what limits count. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length
