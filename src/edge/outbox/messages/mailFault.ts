/** What e-mail lacks, and what to do; told by the console and by the doctor. Pure. */
export function mailFault(has: {
  hasSender: boolean
  hasBinding: boolean
}): { what: string; advice: string } | undefined {
  if (!has.hasSender)
    return {
      what: 'ALERT_EMAIL_FROM is missing',
      advice: 'Write an address of a domain that may send from your Cloudflare account.',
    }
  if (!has.hasBinding)
    return {
      what: 'the binding EMAIL is missing',
      advice: 'Add "send_email": [{ "name": "EMAIL" }] to wrangler.jsonc, and deploy.',
    }
  return undefined
}
