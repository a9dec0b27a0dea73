import { flag, readBy, wholeNumber } from '../format.ts'
import { parseWebhook } from '../parseWebhook.ts'
import type { Setting } from '../setting.ts'

/** How it is run and watched. */
export const OPERATION_SETTINGS = {
  DRY_RUN: {
    field: 'dryRun',
    format: flag(),
    fallback: '0',
    about: '`1` plans and logs the calls to Freshsales and sends none.',
    unset: 'off',
    advice: '"1" to send no call, or leave it out',
  },
  ALERT_WEBHOOK: {
    field: 'alertWebhook',
    format: readBy(parseWebhook),
    about:
      '`https` address that gets a JSON POST when leads wait too long, the API key is refused or dead letters grow.',
    unset: 'none',
    advice: 'an address that begins with https://, or leave it out',
    example: 'https://hooks.example.com/leads',
  },
  ALERT_AFTER_MINUTES: {
    field: 'alertAfterMinutes',
    format: wholeNumber({ min: 1, max: 10_080 }),
    fallback: 15,
    about: 'Minutes a lead may wait before the alert and before `/health` says degraded.',
    advice: 'a number',
    example: '15',
  },
  UPDATE_CHECK: {
    field: 'updateCheck',
    format: flag(),
    fallback: '0',
    about:
      '`1` lets the console ask npm, once a day while somebody looks, whether a newer version is out. Nothing is told to npm, and the edge asks nobody but Freshsales otherwise.',
    unset: 'off',
    advice: '"1" to be told of newer versions, or leave it out',
  },
} as const satisfies Record<string, Setting>
