import { describe, expect, it } from 'vitest'
import { send, useCleanEdge } from '../harness.ts'
import { knock, operator } from './console.ts'

useCleanEdge()

const PROBE = '<img src=x onerror=alert(1)>"><script>alert(2)</script>'

describe('the page of the console', () => {
  it('runs only its own script, sends nothing elsewhere and cannot be framed', async () => {
    const response = await knock('/console')
    expect(response.status).toBe(200)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('has no script or style of its own inside, and asks no other host for any', async () => {
    const page = await (await knock('/console')).text()
    expect(page).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|style=/)
    for (const [, address] of page.matchAll(/(?:src|href)="([^"]*)"/g))
      expect(address).toMatch(/^(?:\/[a-z.]+|data:,)$/)
  })

  it('holds nothing of anybody: what people typed comes as JSON that no browser takes for a page', async () => {
    await operator.pause()
    await send({
      type: 'identify',
      userId: PROBE,
      traits: { email: 'ann@acme.example', firstName: PROBE },
    })
    expect(await (await knock('/console')).text()).not.toContain('onerror')
    const headers = { authorization: 'Bearer demo-admin-token' }
    const response = await knock('/console/api/waiting', { headers })
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })
})
