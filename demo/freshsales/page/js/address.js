/** The part of the page that the address names: `#/contacts/70001000002`. */
export function readAddress() {
  const [, name = '', id = ''] = location.hash.split('/')
  return { name: name || 'contacts', id: /^\d+$/.test(id) ? Number(id) : undefined }
}
