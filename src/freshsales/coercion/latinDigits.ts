const ASCII = /^[ -~]*$/

/** `٠١٢`, `०१२` and `０１２` are `012`, and a wide plus is one: phones, searches and `Number` know no other. */
export function inLatinDigits(text: string): string {
  if (ASCII.test(text)) return text
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => wide.normalize('NFKC'))
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
}

/** The digits of a script follow each other, the zero first. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return code - zero
}
