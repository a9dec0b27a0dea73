import type { Json } from '../../protocol/event.ts'
import { isNothing, isObject } from '../../protocol/json.ts'
import { valueNamed } from './looseName.ts'

/** Loose names of the trait that holds a person's company. */
export const COMPANY = [
  'company',
  'companyname',
  'companies',
  'organization',
  'organisation',
  'organizationname',
  'organisationname',
  'employer',
  'employername',
  'businessname',
  'worksfor',
  'workplace',
  'accountname',
  'yourcompany',
  'org',
  'orgname',
  'firm',
  'firma',
  'unternehmen',
  'entreprise',
  'empresa',
  'azienda',
  'bedrijf',
] as const

/** More than a person works for; a longer list is about something else. */
const MAX_COMPANIES = 5

/** The companies of a person, each an object or a name; the first source that has one counts. */
export function companiesOf(...sources: readonly unknown[]): Json[] {
  for (const traits of sources) {
    const given = valueNamed(traits, COMPANY)
    if (given === undefined) continue
    const named = isObject(given)
      ? [withName(given, traits)]
      : Array.isArray(given)
        ? given
        : [given]
    const companies = named.filter((company) => !isNothing(company))
    if (companies.length > 0) return companies.slice(0, MAX_COMPANIES)
  }
  return []
}

/** `{company: {id: 7}, companyName: "Acme"}` is one company. */
function withName(company: { [key: string]: Json }, traits: unknown): Json {
  if (valueNamed(company, ['name', ...COMPANY]) !== undefined) return company
  const name = valueNamed(traits, COMPANY.slice(1))
  return typeof name === 'string' ? { ...company, name } : company
}
