import { PROJECT } from './guides.ts'
import { useOnce } from './useOnce.ts'

/** Which version this is, and whether a newer one is out. */
export function ProductVersion() {
  const { reply: known } = useOnce((api) => api('version', {}))
  if (!known) return null
  return (
    <footer class="muted small">
      freshsales-edge {known.version}
      {known.newer !== undefined && (
        <>
          {' · '}
          <b>{known.newer} is out</b>: run <code>npx freshsales-edge update</code>
        </>
      )}
      {' · '}
      <a href={`${PROJECT}/releases`} target="_blank" rel="noreferrer">
        What is new <span aria-hidden="true">↗</span>
      </a>
    </footer>
  )
}
