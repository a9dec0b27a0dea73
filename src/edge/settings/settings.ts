import type { Setting, ValueOf } from './setting.ts'
import { ACCOUNT_SETTINGS } from './tables/accountSettings.ts'
import { OPERATION_SETTINGS } from './tables/operationSettings.ts'
import { RECORD_SETTINGS } from './tables/recordSettings.ts'
import { SENDER_SETTINGS } from './tables/senderSettings.ts'

/**
 * Every setting, in the order in which they are documented and faults are named. Adding one is an
 * entry in one of these tables; `Config`, the docs, the doctor and the schemas follow.
 */
export const SETTINGS = {
  ...ACCOUNT_SETTINGS,
  ...SENDER_SETTINGS,
  ...RECORD_SETTINGS,
  ...OPERATION_SETTINGS,
} as const satisfies Record<string, Setting>

type Table = typeof SETTINGS

/** The name of a setting. */
export type Variable = keyof Table

/** What the settings are read as, by the names of `Config`. */
export type Values = {
  readonly [Name in Variable as Table[Name]['field']]: ValueOf<Table[Name]>
}

/** The settings as an operator writes them; JSON as text, or as the object itself. */
export type Variables = { [Name in Variable]?: string | number | boolean | object }

export const VARIABLES = Object.keys(SETTINGS) as readonly Variable[]

export const SECRETS = VARIABLES.filter((name) => settingNamed(name).secret === true)

export function isVariable(name: string): name is Variable {
  return Object.hasOwn(SETTINGS, name)
}

/** An entry without its exact type, for code that treats all settings alike. */
export function settingNamed(name: Variable): Setting {
  return SETTINGS[name]
}

/** What to do about this setting, and where. */
export function adviceFor(name: Variable): string {
  const where = settingNamed(name).secret
    ? `In production: npx wrangler secret put ${name}. On this machine: .dev.vars.`
    : 'In production: "vars" in wrangler.jsonc. On this machine .dev.vars comes before it.'
  return `${whatToWrite(name)} ${where}`
}

export function whatToWrite(name: Variable): string {
  const { advice, example } = settingNamed(name)
  const such = example === undefined ? '' : `, such as ${JSON.stringify(example)}`
  return `Write ${advice}${such}.`
}
