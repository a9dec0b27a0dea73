import { settingNamed, type Variable } from './settings.ts'

/** What to do about this setting, and where. */
export function adviceFor(name: Variable): string {
  const { secret, advice, example } = settingNamed(name)
  const such = example === undefined ? '' : `, such as ${JSON.stringify(example)}`
  const where = secret
    ? `In production: npx wrangler secret put ${name}. On this machine: .dev.vars.`
    : 'In production: "vars" in wrangler.jsonc. On this machine .dev.vars comes before it.'
  return `Write ${advice}${such}. ${where}`
}
