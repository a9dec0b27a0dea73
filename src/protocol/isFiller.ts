/** What people type where something must be: neighbours on a keyboard, and words for nothing in particular. */
const FILLERS: ReadonlySet<string> = new Set(
  `asd asdf asdfg asdfgh asdfghjkl asdasd asdfasdf sdf sdfsdf dfg dfgh fgh ghj hjk jkl hjkl lkj lkjh fdsa
  qwe qwer qwert qwerty qwertyuiop qwertz qweqwe qweasd azerty zxc zxcv zxcvb zxcvbn zxcvbnm yxcv
  test tests testing tester testtest bla blah blabla blahblah abc abcd abcde abcdef abcdefg aabbcc xyz
  lorem ipsum unknown anonymous noname nobody nothing whatever`.split(/\s+/),
)

/** Three of the same are nobody's name, two of one letter neither. */
const REPEATED = /^(?:(.)\1{2,}|x{2,})$/iu

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u

/** A longer text says something, however it begins. */
const MAX_CHARACTERS = 60

/** Whether a text is there only because something had to be: `asdf`, `test test`, `xxx`, `???`, an emoji alone. */
export function isFiller(text: string): boolean {
  if (text.length > MAX_CHARACTERS) return false
  if (!LETTER_OR_DIGIT.test(text)) return true
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.every((word) => FILLERS.has(word) || REPEATED.test(word))
}
