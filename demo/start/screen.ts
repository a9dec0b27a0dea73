import path from 'node:path'
import { styleText } from 'node:util'
import { ADMIN_TOKEN } from './credentials.ts'
import type { Settings } from './settings.ts'

const AD = '?utm_source=google&utm_medium=cpc&utm_campaign=spring'

/** What is printed once everything answers. */
export function welcome({ site, account, directory }: Settings): string {
  const crm = account.kind === 'real' ? 'your Freshsales account' : 'a simulator of Freshsales'
  const token = account.variables['ADMIN_TOKEN'] ? 'your ADMIN_TOKEN' : ADMIN_TOKEN
  const wait = account.kind === 'real' ? 'a few seconds' : 'a second or two'
  return `
  ${styleText('bold', 'freshsales-edge')} is running.

    Website   ${link(site + AD)}
    CRM       ${link(account.url)}  ${dim(crm)}
    Console   ${link(`${site}console`)}  ${dim(`token: ${token}`)}

  1. Open the website as a visitor who clicked an ad: the address above.
  2. Look at two pages, then sign up.
  3. Open the CRM. ${capital(wait)} later the contact is there, with its
     company, the campaign, and the pages it looked at.

  ${dim(`Everything is kept in ${shortest(directory)} and survives a crash. Ctrl-C stops.`)}
`
}

const link = (text: string): string => styleText('cyan', text)
const dim = (text: string): string => styleText('dim', text)
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Relative where that is shorter than the whole path. */
function shortest(directory: string): string {
  const relative = path.relative('', directory)
  return relative.length < directory.length ? relative : directory
}
