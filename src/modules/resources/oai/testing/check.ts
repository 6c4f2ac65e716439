import { DOMParser, type Document, type Element } from '@xmldom/xmldom'

const oai = 'http://www.openarchives.org/OAI/2.0/'
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const spec = /^[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*$/

/** What may stand in an element of the protocol, in order: `?` may be missing, `+` may be repeated, `*` both. */
const inside: Record<string, string> = {
  'OAI-PMH':
    'responseDate request (error+|Identify|ListMetadataFormats|ListSets|GetRecord|ListIdentifiers|ListRecords)',
  Identify:
    'repositoryName baseURL protocolVersion adminEmail+ earliestDatestamp deletedRecord granularity compression* description*',
  ListMetadataFormats: 'metadataFormat+',
  metadataFormat: 'metadataPrefix schema metadataNamespace',
  ListSets: 'set+ resumptionToken?',
  set: 'setSpec setName setDescription*',
  GetRecord: 'record',
  ListIdentifiers: 'header+ resumptionToken?',
  ListRecords: 'record+ resumptionToken?',
  record: 'header metadata? about*',
  header: 'identifier datestamp setSpec*',
}
const texts: Record<string, RegExp> = {
  responseDate: stamp,
  datestamp: stamp,
  earliestDatestamp: stamp,
  setSpec: spec,
  protocolVersion: /^2\.0$/,
  adminEmail: /^\S+@(\S+\.)+\S+$/,
  deletedRecord: /^(no|persistent|transient)$/,
  granularity: /^YYYY-MM-DD(Thh:mm:ssZ)?$/,
}

const children = (element: Element): Element[] =>
  [...element.childNodes].filter((node) => node.nodeType === 1) as Element[]

/** Parses an answer and says what in it is not as the schema of the protocol asks; empty when all is well. */
export function checkAnswer(xml: string): { document: Document; faults: string[] } {
  const document = new DOMParser({
    onError: (_level, words) => {
      throw new Error(words)
    },
  }).parseFromString(xml, 'text/xml')
  const faults: string[] = []
  const walk = (element: Element) => {
    const name = element.localName!
    if (element.namespaceURI !== oai) return
    const all = children(element)
    const order = inside[name]
    if (order) {
      const pattern = order.replaceAll(/[A-Za-z-]+/g, (word) => `(?:${word} )`).replaceAll(/ (?![)])/g, '')
      const names = all.map((one) => `${one.localName} `).join('')
      if (!new RegExp(`^${pattern}$`).test(names)) faults.push(`${name} holds ${names}`)
    }
    const text = texts[name]
    if (text && !text.test(element.textContent ?? '')) faults.push(`${name}: ${element.textContent}`)
    if (name === 'metadata' && (all.length !== 1 || all[0]!.namespaceURI === oai)) faults.push('metadata')
    all.forEach(walk)
  }
  walk(document.documentElement!)
  return { document, faults }
}

/** Texts of every element of that name, whatever its prefix. */
export const textsOf = (document: Document, name: string): string[] =>
  [...document.getElementsByTagNameNS('*', name)].map((one) => one.textContent ?? '')
