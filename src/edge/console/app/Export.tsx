import { saveFile } from './saveFile.ts'
import { useDesk } from './useDesk.ts'

const FORMATS = ['csv', 'json'] as const

/** All of them as a file, and not only those on the page. */
export function Export({ what }: { what: 'people' | 'deliveries' }) {
  const { isBusy, order, download } = useDesk()
  const save = (format: (typeof FORMATS)[number]) =>
    order(async () => {
      saveFile(`${what}.${format}`, await download(`export/${what}?format=${format}`))
      return { text: `All ${what} are in ${what}.${format}.` }
    })
  return (
    <span class="buttons">
      {FORMATS.map((format) => (
        <button key={format} type="button" disabled={isBusy} onClick={() => save(format)}>
          {`Export (${format.toUpperCase()})`}
        </button>
      ))}
    </span>
  )
}
