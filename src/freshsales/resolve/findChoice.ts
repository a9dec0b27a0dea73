import { nameKey } from '../../protocol/cleanText.ts'
import { toBoolean } from '../coercion/boolean.ts'
import { looseName } from '../mapping/looseName.ts'
import type { CatalogEntry } from './catalog.ts'

/** No account has a longer choice. */
const MAX_CHOICE_CHARACTERS = 500

/**
 * The choice as the account spells it, whatever the case and the encoding: Freshsales itself is
 * strict. A box that is ticked (`on`, `true`) is the choice that says so (`Yes`). A field whose
 * choices are not known takes every value.
 */
export function findChoice({ choices = [] }: CatalogEntry, wanted: string): string | undefined {
  if (choices.length === 0) return wanted
  if (wanted.length > MAX_CHOICE_CHARACTERS) return undefined
  const key = nameKey(wanted)
  const same = choices.find(({ value }) => nameKey(value) === key)
  return (
    same?.value ??
    onlyOne(
      choices,
      ({ value }) => looseName(value) === looseName(wanted) && looseName(value) !== '',
    ) ??
    onlyOne(choices, ({ value }) => meansTheSame(value, wanted))
  )
}

function onlyOne(
  choices: readonly { value: string }[],
  fits: (choice: { value: string }) => boolean,
): string | undefined {
  const fitting = choices.filter(fits)
  return fitting.length === 1 ? fitting[0]?.value : undefined
}

function meansTheSame(choice: string, wanted: string): boolean {
  const ticked = toBoolean(wanted)
  return ticked !== undefined && toBoolean(choice) === ticked
}
