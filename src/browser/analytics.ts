import type { Analytics } from './api.ts'
import { call } from './call.ts'
import { captureForm } from './capture/loadForms.ts'
import { PARAMETERS } from './record/normalize.ts'
import { meet, person } from './visitor/person.ts'

/** The public face. */
export const analytics = {
  captureForm,
  user() {
    meet()
    const { known, earlier, domain, ...user } = person
    return { ...user, traits: user.traits ?? {} }
  },
} as unknown as Analytics & Record<string, unknown>

const OTHERS = 'consent flush reset setAnonymousId trackLink on use ready debug'

for (const method of [...Object.keys(PARAMETERS), ...OTHERS.split(' ')])
  analytics[method] = (...given: unknown[]) => call(method, given)
