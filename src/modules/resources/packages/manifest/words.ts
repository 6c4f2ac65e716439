import type { Element } from '@xmldom/xmldom'
import { childOf, childrenOf, textOf } from '#platform/xml.ts'

/** Attribute by its local name, whichever prefix the packer chose. */
export function attributeOf(element: Element | undefined, name: string): string | undefined {
  if (!element) return undefined
  for (const one of element.attributes)
    if ((one.localName ?? one.name).toLowerCase() === name.toLowerCase()) return one.value.trim() || undefined
  return undefined
}

/** The child of this local name, in any case of letters. */
export function find(element: Element | undefined, ...names: string[]): Element | undefined {
  return names.reduce<Element | undefined>(
    (at, name) =>
      at &&
      (childOf(at, name) ??
        childrenOf(at).find((one) => one.localName?.toLowerCase() === name.toLowerCase())),
    element,
  )
}

export const all = (element: Element | undefined, name: string): Element[] =>
  element ? childrenOf(element).filter((one) => one.localName?.toLowerCase() === name.toLowerCase()) : []

/** Text said in several languages (`langstring`, `string`, or the elements themselves): Vietnamese before English before others. */
export function textIn(elements: readonly Element[]): { text: string; language: string | undefined } {
  const said = elements
    .map((one) => ({
      text: textOf(one),
      language: attributeOf(one, 'lang') ?? attributeOf(one, 'language') ?? undefined,
    }))
    .filter((one) => one.text !== '')
  const rank = (language: string | undefined) =>
    language?.toLowerCase().startsWith('vi') ? 0 : language?.toLowerCase().startsWith('en') ? 1 : 2
  const [best] = said.toSorted((a, b) => rank(a.language) - rank(b.language))
  return best ?? { text: '', language: undefined }
}

/** The words of an element that holds `langstring`s (LOM, cmi5), or text itself. */
export function wordsOf(element: Element | undefined): { text: string; language: string | undefined } {
  const inner = element
    ? childrenOf(element).filter((one) => /^(lang)?string$/i.test(one.localName ?? ''))
    : []
  return textIn(inner.length > 0 ? inner : element ? [element] : [])
}

/** Seconds of an ISO 8601 duration (`PT1H30M`); null for none, and for one without length. */
export function secondsOf(duration: string): number | null {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(
    duration.trim(),
  )
  if (!found) return null
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0))
  return Math.round(days * 86_400 + hours * 3600 + minutes * 60 + seconds) || null
}

/** A language as BCP 47 begins it: `vi`, `en`; null when it is none. */
export function languageOf(text: string | null | undefined): string | null {
  const tag = text?.trim().toLowerCase() ?? ''
  return /^[a-z]{2,3}([-_][a-z0-9]+)*$/.test(tag) && tag !== 'und' && tag !== 'none'
    ? tag.split(/[-_]/)[0]!
    : null
}
