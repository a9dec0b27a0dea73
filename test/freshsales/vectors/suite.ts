import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Json, JsonObject } from '../../../src/protocol/event.ts'

/** One conformance case, as far as this runner reads it. */
export interface Case {
  id: string
  title: string
  parity: 'match' | 'improve'
  destinationConfig: {
    apiKey: string | null
    domain: string | null
    eventMappings?: { from: string; to: string }[]
  }
  event: JsonObject
  given?: { customFields?: { [object: string]: string[] } } | null
  deliver?: number
  upstreamStubs?: Stub[]
  expected: Expected
  apiCalls?: { total?: number }
}

export interface Stub {
  method: string
  url: string
  status?: number
  responseBody?: Json
  networkError?: string
}

export interface ExpectedRequest {
  phase?: 'lookup' | 'delivery'
  method: string
  url: string
  headers?: { [name: string]: string }
  body?: JsonObject
  tolerate?: string[]
}

export interface Expected {
  match: 'exact' | 'subset' | 'effects' | 'rejects' | 'open'
  requests?: ExpectedRequest[] | null
  effects?: JsonObject[]
  absent?: { object: string; fields: string[] }[]
  counts?: { [object: string]: number }
  error?: string | null
  status?: number | null
  disposition?: string | null
}

/** RudderStack's own tests lie beside the project where they are at hand; they may be run but not copied. */
const FOLDERS = ['test/fixtures/vectors/own', '../shared/vectors/external']

export function readCases(): Case[] {
  return FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap(
        (name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { cases: Case[] }).cases,
      ),
  )
}

export function isFailure({ error, status, disposition }: Expected): boolean {
  return [error, status, disposition].some((value) => value !== undefined && value !== null)
}
