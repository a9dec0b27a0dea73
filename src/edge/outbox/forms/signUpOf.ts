import type { JsonObject } from '../../../protocol/event.ts'
import { isObject } from '../../../protocol/json.ts'
import type { AdmittedEvent } from '../../collect/admission.ts'
import { harmlessText } from './harmlessText.ts'

/** Which form was handed in. */
export interface SignUp {
  /** Its id or name; else the path that it stands on; empty where no form is known. */
  name: string
  page?: string
}

/** What a bounded row has room for. */
const NAME_BYTES = 40
const PAGE_BYTES = 32

/** The report of a form, by the script or by whoever calls it the same; else undefined. Pure. */
export function signUpOf(event: AdmittedEvent): SignUp | undefined {
  if (event.type !== 'track') return undefined
  const { context, properties } = event
  const isReport = isObject(context?.['form']) || IS_REPORT.test(String(event.event))
  if (!isReport) return undefined
  const about = isObject(properties) ? properties : {}
  const page = pathIn(about['url'] ?? about['path'] ?? context?.page?.url)
  const name = nameIn(about) ?? (page === undefined ? '' : sectionOf(page))
  return {
    name: harmlessText(name, NAME_BYTES),
    ...(page !== undefined && { page: harmlessText(page, PAGE_BYTES) }),
  }
}

const IS_REPORT = /^\s*form[\s_-]submi(?:tted|t|ssion)\s*$/i

const NAMES = ['formId', 'form_id', 'formName', 'form_name', 'form', 'widget'] as const

/** What a framework numbers anew on each page, `:r1:`, is no name, and neither is what no person can read. */
function nameIn(about: JsonObject): string | undefined {
  const names = NAMES.map((key) => about[key]).filter((name) => typeof name === 'string')
  return names.find((name) => /\p{L}{3}/u.test(name) && !IS_UUID.test(name))
}

const IS_UUID = /^[\da-f-]{30,}$/i

function pathIn(address: unknown): string | undefined {
  if (typeof address !== 'string' || address === '') return undefined
  const path = address.replace(/^[a-z][\w.+-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  return decoded(path) || '/'
}

/** A form without a name may stand on thousands of pages: those of one section count as one. */
function sectionOf(page: string): string {
  const [, one = '', two, ...more] = page.split('/')
  return more.length > 0 ? `/${one}/${two}/…` : page
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
