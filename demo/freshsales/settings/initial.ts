import { parsed } from '../http/call.ts'
import { changeSettings } from './change.ts'
import { DEFAULT_SETTINGS, type Settings } from './settings.ts'

/** The settings that the simulator starts with: the usual ones, changed by its variable `SETTINGS`. */
export function initialSettings(variable = '{}'): Settings {
  const settings = changeSettings(DEFAULT_SETTINGS, parsed(variable) ?? null)
  if ('problem' in settings) throw new Error(`SETTINGS of the simulator: ${settings.problem}`)
  return settings
}
