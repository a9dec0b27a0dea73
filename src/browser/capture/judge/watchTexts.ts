import { isShown } from '../scope.ts'
import { textSays } from './answerSays.ts'

/** More changes than this between two looks are an animation, or a page of its own. */
const MOST_CHANGES = 400

/** Texts that are no message. */
const NO_MESSAGE = 'script,style,noscript,template,option,input,textarea,select,label,fse-inspector'

type Words = 'thanks' | 'fault'

export interface NewWords {
  says: Words
  text: string
}

/** Every short text below a node: a message is often in one of many elements that came together. */
function* shortTexts(node: Node): Generator<[Element, string]> {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
  for (
    let text: Node | null = node.nodeType === 3 ? node : walker.nextNode(), left = 200;
    text && left;
    left--
  ) {
    const { parentElement } = text
    const content =
      (parentElement?.childElementCount ? text.textContent : parentElement?.textContent) ?? ''
    if (parentElement && content.trim()) yield [parentElement, content.trim()]
    text = walker.nextNode()
  }
}

/** What the visible texts below a node say. */
export const wordsBelow = (node: Node): NewWords[] => {
  const found: NewWords[] = []
  for (const [element, text] of shortTexts(node)) {
    const says = element.closest(NO_MESSAGE) ? undefined : textSays(text)
    if (says && isShown(element)) found.push({ says, text })
  }
  return found
}

/** Collects what becomes new on the page while a form is being judged. Cheap until it is asked. */
export const watchTexts = (roots: Iterable<Node>): { read: () => NewWords[]; stop: () => void } => {
  const changed = new Set<Node>()
  const observer = new MutationObserver((records) => {
    for (const { target, addedNodes, type } of records) {
      if (changed.size > MOST_CHANGES) return
      if (type === 'childList') for (const node of addedNodes) changed.add(node)
      else changed.add(target)
    }
  })
  for (const root of roots)
    observer.observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['class', 'style', 'hidden', 'open', 'aria-hidden'],
    })
  return {
    read: () => {
      const nodes = [...changed]
      changed.clear()
      return nodes.filter((node) => node.isConnected).flatMap(wordsBelow)
    },
    stop: () => observer.disconnect(),
  }
}
