import type { Element } from '@xmldom/xmldom'
import { childOf, childrenOf, parseXml, plain, textOf, XmlFault } from '#platform/xml.ts'
import type { Found } from '../store/run.ts'
import { SourceFault } from './client.ts'
import { readDescription } from './describe.ts'
import { readAnswer } from './read.ts'

/** Asks a source by verb and arguments; answers the text. */
export type Asker = (query: Record<string, string>) => Promise<string>

const mostSets = 300

/** Looks at a source without taking anything. @throws SourceFault, XmlFault */
export async function tryOut(
  ask: Asker,
  source: { prefix: string; set_spec: string | null },
): Promise<Found> {
  const about = inside(await ask({ verb: 'Identify' }), 'Identify')
  const version = textOf(childOf(about, 'protocolVersion'))
  if (version !== '2.0') throw new SourceFault('protocol', { version: version || '–' })
  const formats = childrenOf(inside(await ask({ verb: 'ListMetadataFormats' }), 'ListMetadataFormats')).map(
    (one) => textOf(childOf(one, 'metadataPrefix')),
  )
  if (!formats.includes(source.prefix))
    throw new SourceFault('no_format', { prefix: source.prefix, formats: formats.join(', ') })
  const part = readAnswer(
    await ask({
      verb: 'ListRecords',
      metadataPrefix: source.prefix,
      ...(source.set_spec && { set: source.set_spec }),
    }),
  )
  const refusal = part.errors.find((one) => one.code !== 'noRecordsMatch')
  if (refusal) throw new SourceFault('oai', refusal)
  return {
    repository: plain(textOf(childOf(about, 'repositoryName')), 300),
    deletions: textOf(childOf(about, 'deletedRecord')),
    formats: formats.slice(0, 50),
    sets: await readSets(ask),
    expected: part.expected ?? (part.token ? null : part.records.length),
    records: part.records
      .filter((one) => !one.isDeleted)
      .slice(0, 5)
      .map((one) => {
        const said = readDescription(one.metadata)
        return 'key' in said
          ? { title: one.identifier, address: '', kind: '', licence: null, skip: said.key }
          : { title: said.title, address: said.address, kind: said.kind, licence: said.licence, skip: null }
      }),
  }
}

/** The first answer of its sets. A source may have none, and say so by an error of the protocol, of HTTP, or a page. */
async function readSets(ask: Asker): Promise<Found['sets']> {
  const root = await ask({ verb: 'ListSets' })
    .then(parseXml)
    .catch((error: unknown) => {
      if (error instanceof XmlFault || (error instanceof SourceFault && error.key === 'status'))
        return undefined
      throw error
    })
  if (!root) return []
  return childrenOf(childOf(root, 'ListSets') ?? root)
    .filter((one) => one.localName === 'set')
    .slice(0, mostSets)
    .map((one) => ({
      spec: textOf(childOf(one, 'setSpec')),
      name: plain(textOf(childOf(one, 'setName')), 200),
    }))
}

function inside(text: string, verb: string): Element {
  const root = parseXml(text)
  const found = childOf(root, verb)
  if (found) return found
  const error = childOf(root, 'error')
  if (error)
    throw new SourceFault('oai', {
      code: plain(error.getAttribute('code') ?? '', 100),
      words: plain(textOf(error), 300),
    })
  throw new SourceFault('not_oai', { root: root.localName ?? '' })
}
