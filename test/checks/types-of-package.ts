/** `npm run release:check`: whether the package, as npm packs it, is right for those who import it. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** For a release only, so the project does not carry them; with the last fflate that can unpack. */
const TOOLS = {
  private: true,
  dependencies: { '@arethetypeswrong/cli': '0.18.2', publint: '0.3.25' },
  overrides: { fflate: '0.8.2' },
}

const directory = mkdtempSync(path.join(tmpdir(), 'freshsales-edge-types-'))
try {
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', directory], {
    encoding: 'utf8',
  })
  const file = packed.trim().split('\n').at(-1) ?? ''
  writeFileSync(path.join(directory, 'package.json'), JSON.stringify(TOOLS))
  execFileSync('npm', ['install', '--silent', '--no-audit'], { cwd: directory })
  const check = ['attw', path.join(directory, file), '--profile', 'esm-only', '--format', 'ascii']
  execFileSync('npx', check, { cwd: directory, stdio: 'inherit' })
  const lint = ['publint', path.join(directory, file), '--strict']
  execFileSync('npx', lint, { cwd: directory, stdio: 'inherit' })
} finally {
  rmSync(directory, { recursive: true, force: true })
}
