// Pure: an address in, the record out that a link of Freshsales' e-mails names in it.

/** A record that a link leads from. Anybody can count numbers: it says who was written to, and nothing of who came. */
export interface CrmLink {
  type: 'Contact' | 'Lead'
  id: number
}

/** What Freshsales puts into links of the e-mails that it sends. */
export const LINK_PARAMETERS: { readonly [type in CrmLink['type']]: string } = {
  Contact: 'fs_cid',
  Lead: 'fs_lid',
}

const LINK = /[?&#]fs_([cl])id=(\d{1,16})(?![^&#])/i

export function crmLinkIn(address: string): CrmLink | undefined {
  const [, letter, digits] = LINK.exec(address) ?? []
  const id = Number(digits)
  if (letter === undefined || !Number.isSafeInteger(id) || id === 0) return undefined
  return { type: letter.toLowerCase() === 'c' ? 'Contact' : 'Lead', id }
}

/** Whose e-mail it was is nobody's business who reads an address. */
export const isLinkParameter = (name: string) => /^fs_[cl]id$/i.test(name)
