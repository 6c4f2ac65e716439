import type { Element } from '@xmldom/xmldom'
import { childOf, childrenOf, parseXml, plain, textOf, XmlFault } from '#platform/xml.ts'

/** An answer that is no XML. `identifier`: of the record it stops being it in, where that is known. */
export class AnswerFault extends XmlFault {
  readonly identifier: string | undefined
  constructor(fault: XmlFault, identifier: string | undefined) {
    super(fault.message, fault)
    this.identifier = identifier
  }
}

export type SourceRecord = {
  identifier: string
  datestamp: string
  isDeleted: boolean
  /** undefined: deleted, or it came without one */
  metadata: Element | undefined
}

export type Part = {
  answerDate: string
  errors: { code: string; words: string }[]
  records: SourceRecord[]
  /** Records of this answer that are no XML, each by its identifier. */
  broken: { identifier: string; words: string }[]
  token: string | undefined
  /** How many the source says there are. */
  expected: number | undefined
}

/** The identifier in the header of a record: descriptions have identifiers of their own. */
const headed = /<(?:\w+:)?header\b[^<>]*>\s*<(?:\w+:)?identifier>\s*([^<\s]+)/

/** The last one written before a place. */
function identifierBefore(text: string, at: XmlFault): string | undefined {
  if (at.line === 0) return undefined
  const lines = text.split('\n').slice(0, at.line)
  const before = [...lines.slice(0, -1), lines.at(-1)?.slice(0, at.column + 1) ?? ''].join('\n')
  return [...before.matchAll(new RegExp(headed, 'g'))].at(-1)?.[1]
}

/** A moment as the protocol writes it, to the second; empty for what is none. */
export function stampOf(text: string): string {
  const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d:\d\d)(?:\.\d+)?Z)?$/.exec(text) ?? []
  const stamp = time ? `${day}${time}Z` : day
  const moment = new Date(stamp)
  const isReal =
    !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day) && !day.startsWith('0000')
  return isReal ? stamp : ''
}

/**
 * Reads an answer. Where it is no XML as a whole, its records are read one by one, so that one broken record does not hide the others.
 * @throws XmlFault, AnswerFault when nothing can be read
 */
export function readAnswer(text: string): Part {
  let root: Element
  try {
    root = parseXml(text)
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error
    const saved = readPieces(text)
    if (saved) return saved
    throw new AnswerFault(error, identifierBefore(text, error))
  }
  if (root.localName !== 'OAI-PMH') throw new XmlFault(`<${root.localName}>`)
  const list = childrenOf(root).find((one) => /^(ListRecords|GetRecord)$/.test(one.localName ?? ''))
  const token = childOf(list, 'resumptionToken')
  const size = Number(token?.getAttribute('completeListSize') ?? Number.NaN)
  return {
    answerDate: stampOf(textOf(childOf(root, 'responseDate'))),
    errors: childrenOf(root)
      .filter((one) => one.localName === 'error')
      .map((one) => ({ code: plain(one.getAttribute('code') ?? '', 100), words: plain(textOf(one), 300) })),
    records: childrenOf(list ?? root)
      .filter((one) => one.localName === 'record')
      .map(readRecord),
    broken: [],
    token: textOf(token) || undefined,
    expected: Number.isSafeInteger(size) && size > 0 ? size : undefined,
  }
}

function readRecord(record: Element): SourceRecord {
  const header = childOf(record, 'header')
  const metadata = childOf(record, 'metadata')
  return {
    identifier: textOf(childOf(header, 'identifier')),
    datestamp: stampOf(textOf(childOf(header, 'datestamp'))),
    isDeleted: header?.getAttribute('status') === 'deleted',
    metadata: metadata && childrenOf(metadata)[0],
  }
}

/** More records than any source gives in one answer. */
const mostPieces = 10_000

function readPieces(text: string): Part | undefined {
  const open = /<(?:\w+:)?OAI-PMH\b[^<>]*>/.exec(text)?.[0]
  if (!open || /<!DOCTYPE/i.test(text)) return undefined
  const close = `</${/^<([\w:-]+)/.exec(open)![1]}>`
  const part: Part = {
    answerDate: stampOf(/<(?:\w+:)?responseDate>\s*([^<\s]+)/.exec(text)?.[1] ?? ''),
    errors: [],
    records: [],
    broken: [],
    token: /<(?:\w+:)?resumptionToken[^<>]*>([^<]+)</.exec(text)?.[1]?.trim(),
    expected: undefined,
  }
  for (const piece of recordsIn(text)) {
    if (part.records.length + part.broken.length >= mostPieces) return undefined
    const identifier = plain(headed.exec(piece)?.[1] ?? '', 500)
    try {
      part.records.push(readRecord(childrenOf(parseXml(open + piece + close))[0]!))
    } catch (error) {
      part.broken.push({ identifier, words: error instanceof Error ? error.message : '' })
    }
  }
  return part.broken.length > 0 ? part : undefined
}

/** From tag to tag, each sign looked at once: what is broken may hold a million openings and no end. */
function* recordsIn(text: string): Generator<string> {
  const opening = /<((?:\w+:)?record)\b[^<>]*>/g
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const close = `</${found[1]}>`
    const end = text.indexOf(close, opening.lastIndex)
    if (end < 0) return
    opening.lastIndex = end + close.length
    yield text.slice(found.index, opening.lastIndex)
  }
}
