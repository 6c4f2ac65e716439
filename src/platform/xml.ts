import { DOMParser, type Element } from '@xmldom/xmldom'

/** What does not parse as XML, and where it stops being it: line and column from 1, 0 where that is not known. */
export class XmlFault extends Error {
  readonly line: number
  readonly column: number
  constructor(words: string, { line = 0, column = 0 } = {}) {
    super(words)
    this.line = line
    this.column = column
  }
}

/** Reads XML strictly; one with a document type is refused, so no entity can be declared. @throws XmlFault */
export function parseXml(text: string): Element {
  if (/<!DOCTYPE/i.test(text)) throw new XmlFault('DOCTYPE')
  let at = { line: 0, column: 0 }
  let fault = ''
  try {
    const parser = new DOMParser({
      onError: (_level, words, context) => {
        const { lineNumber = 0, columnNumber = 0 } = context?.locator ?? {}
        at = { line: lineNumber, column: columnNumber }
        fault = words.split('\n')[0]!
        throw new Error(words)
      },
    })
    return parser.parseFromString(text, 'text/xml').documentElement!
  } catch (error) {
    const words = fault || (error instanceof Error ? error.message : String(error))
    throw new XmlFault(plain(words, 200), at)
  }
}

export const childrenOf = (element: Element): Element[] =>
  [...element.childNodes].filter((node) => node.nodeType === 1) as Element[]
export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  element && childrenOf(element).find((one) => one.localName === name)
export const textOf = (element: Element | undefined): string =>
  plain(element?.textContent ?? '')
    .replace(/\s+/g, ' ')
    .trim()

// oxlint-disable-next-line no-control-regex -- references such as &#0; come through the parser
const unkept = /[\0-\x08\x0b\x0c\x0e-\x1f\p{Cs}]/gu
/** So much of a text, without what no database takes: control signs and halves of a pair. */
export const plain = (text: string, most = Infinity): string => text.slice(0, most).replace(unkept, '')
