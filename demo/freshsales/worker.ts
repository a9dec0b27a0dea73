import { ACCOUNT_NAME, type SimulatorEnv } from './account.ts'

export { Account } from './account.ts'

/** The page is served from `page/` before a request gets here; the account answers everything else. */
export default {
  fetch(request, env) {
    return env.ACCOUNT.getByName(ACCOUNT_NAME).fetch(request)
  },
} satisfies ExportedHandler<SimulatorEnv>
