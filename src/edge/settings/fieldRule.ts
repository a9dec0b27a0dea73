/** Which traits a caller may set whom nobody vouches for. */
export interface FieldRule {
  /** `*`: everything that is not protected. */
  everything: boolean
  /** `**`: really everything. For a trial, or a site that only its own people can open. */
  protectedToo: boolean
  /** As `bareName` writes them, so that every spelling is the same name. */
  names: ReadonlySet<string>
}

/** Reads the `fields` of a source in WRITE_KEYS. Pure. */
export function fieldRule(names: readonly string[]): FieldRule {
  return {
    everything: names.includes('*'),
    protectedToo: names.includes('**'),
    names: new Set(names.map(bareName).filter((name) => name !== '')),
  }
}

/** Lower-case letters and digits only. */
export function bareName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
