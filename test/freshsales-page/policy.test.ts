import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (file: string) => readFileSync(`demo/freshsales/page/${file}`, 'utf8')

it('allows nothing from elsewhere and nothing inline, and needs neither', () => {
  expect(read('_headers')).toContain(
    "Content-Security-Policy: default-src 'none'; script-src 'self';",
  )
  expect(read('_headers')).not.toContain('unsafe')
  expect(read('index.html')).not.toMatch(/https?:\/\/|<style|style=|\son\w+=|<script>/)
})
