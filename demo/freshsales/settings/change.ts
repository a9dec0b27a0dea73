import * as v from 'valibot'
import type { Json } from '../../../src/protocol/event.ts'
import type { ListItem } from '../facts/listItem.ts'
import type { ListName } from '../facts/lists.ts'
import { KINDS } from '../rules/kinds.ts'
import { type SettingsChange, settingsChange } from './schema.ts'
import { DEFAULT_SETTINGS, FIELD_KINDS, type FieldKind, type Settings } from './settings.ts'

/** Pure: the settings after a change, or what is wrong with the change. Objects are merged one level deep. */
export function changeSettings(settings: Settings, change: Json): Settings | { problem: string } {
  const checked = v.safeParse(settingsChange, change)
  if (!checked.success) return { problem: describe(checked.issues) }
  const { required, customFields, lists, behaviour, apiKeys, ...plain } = checked.output
  const after = {
    ...merged(settings, plain),
    apiKeys: { ...settings.apiKeys, ...apiKeys },
    required: merged(settings.required, required),
    customFields: merged(settings.customFields, customFields),
    behaviour: merged(settings.behaviour, behaviour),
    lists: merged(settings.lists, withIds(lists ?? {})),
  }
  const unknown = FIELD_KINDS.flatMap((kind) => unknownFields(kind, after))
  return unknown.length > 0 ? { problem: unknown.join('; ') } : after
}

/** Compulsory fields that the account does not have: misspelt, or a custom field that is still to be made. */
function unknownFields(kind: FieldKind, { required, customFields }: Settings): string[] {
  const known = [...KINDS[kind].fields, ...customFields[kind]].map(({ name }) => name)
  return required[kind]
    .filter((name) => !known.includes(name))
    .map((name) => `required.${kind}: a ${kind} has no field ${name}`)
}

/** `path: what is wrong`, one sentence for each mistake. */
export function describe(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues.map((issue) => `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`).join('; ')
}

/** JSON has no `undefined`, the types of optional values do. */
type Change<Whole> = { [key in keyof Whole]?: Whole[key] | undefined }

function merged<Whole extends object>(whole: Whole, change: Change<Whole> = {}): Whole {
  return { ...whole, ...(change as Partial<Whole>) }
}

function withIds(lists: NonNullable<SettingsChange['lists']>): Change<Settings['lists']> {
  const named = Object.entries(lists).map(([name, rows = []]) => {
    const first = DEFAULT_SETTINGS.lists[name as ListName][0]?.id ?? 0
    return [name, rows.map((row, index) => ({ ...row, id: row.id ?? first + index }) as ListItem)]
  })
  return Object.fromEntries(named) as Change<Settings['lists']>
}
