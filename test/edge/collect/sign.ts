import { IDENTITY_SECRET } from './gate.ts'

interface SignOptions {
  secret?: string
  header?: object
}

/** A JWT as a site's server would make it. */
export async function sign(claims: object, options: SignOptions = {}): Promise<string> {
  const { secret = IDENTITY_SECRET, header = { alg: 'HS256', typ: 'JWT' } } = options
  const text = `${encode(JSON.stringify(header))}.${encode(JSON.stringify(claims))}`
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const bytes = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), hmac, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', key, bytes.encode(text))
  return `${text}.${encode(String.fromCharCode(...new Uint8Array(signature)))}`
}

const encode = (binary: string) =>
  btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
