import { wordsOf } from '../../protocol/form/wordsOf.ts'
import type { Field } from './scope.ts'

const SENDS = 'button,a,input,[role=button],[role=link],[onclick],summary'

/** Buttons that send nothing, whatever happens next. */
const SENDS_NOTHING =
  /^(back|previous|cancel|close|reset|clear|no thanks|zuruck|abbrechen|schlie\w+|retour|precedent|annuler|fermer|atras|anterior|volver|cancelar|cerrar|voltar|fechar|indietro|annulla|chiudi|terug|vorige|annuleren|sluiten)$/

/** The button, link or element with a role among those an event passed, if it may send a form. */
export const sendingElement = (path: EventTarget[]): Element | undefined => {
  const element = (path as Element[]).find(
    (node) => node.localName && (node.matches(SENDS) || /button|btn/.test(node.localName)),
  )
  if (!element) return undefined
  const { type, value } = element as Field
  const isField = element.localName === 'input' && !/^(submit|button|image)$/.test(type)
  return isField || type === 'reset' || SENDS_NOTHING.test(wordsOf(element.textContent || value))
    ? undefined
    : element
}
