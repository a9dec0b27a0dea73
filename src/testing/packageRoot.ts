import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this package, wherever this file was bundled to. */
export function packageRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!isRoot(folder)) {
    const above = path.dirname(folder)
    if (above === folder) throw new Error('freshsales-edge is not installed as a package')
    folder = above
  }
  return folder
}

function isRoot(folder: string): boolean {
  try {
    return readPackage(folder).name === 'freshsales-edge'
  } catch {
    return false // no package.json here
  }
}

interface Package {
  name: string
  version: string
  repository: { url: string }
}

export function readPackage(folder: string): Package {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Package
}
