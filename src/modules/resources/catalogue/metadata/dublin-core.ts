import type { Kind } from '../../resource.ts'
import { languageOf, publishedOn, recordAddress, xmlText, type MetadataRecord } from './record.ts'

/** DCMI types of our kinds. */
const types: Record<Kind, string> = {
  document: 'Text',
  slides: 'Text',
  video: 'MovingImage',
  audio: 'Sound',
  image: 'StillImage',
  package: 'InteractiveResource',
  simulation: 'InteractiveResource',
  question_set: 'Dataset',
  link: 'InteractiveResource',
  collection: 'Collection',
}

/** Elements of a record in Dublin Core, name and value, in the order of the element set. */
export function dublinCore(record: MetadataRecord, publicUrl: string): [string, string, string?][] {
  const all: [string, string | null | undefined, string?][] = [
    ['title', record.title, languageOf(record)],
    ['title', record.title_en, 'en'],
    ...record.authors.map((author): [string, string] => ['creator', author.name]),
    ...record.keywords.map((word): [string, string] => ['subject', word]),
    ...record.occupations.map((one): [string, string] => ['subject', `${one.code} ${one.name}`]),
    ...record.units.map((one): [string, string] => ['subject', `${one.code} ${one.name}`]),
    ...record.components.map((one): [string, string] => ['subject', `${one.code} ${one.name}`]),
    ['description', record.summary, languageOf(record)],
    ['description', record.summary_en, 'en'],
    ['publisher', record.publisher],
    ['date', publishedOn(record)],
    ['type', types[record.kind]],
    ...[...new Set(record.files.map((file) => file.mime))].map((mime): [string, string] => ['format', mime]),
    ['identifier', recordAddress(publicUrl, record)],
    ...record.origins.map((one): [string, string] => [
      'source',
      one.code ? `${publicUrl}/hoc-lieu/${one.code}` : (one.address ?? one.title),
    ]),
    ...record.languages.map((language): [string, string] => ['language', language]),
    ['relation', record.address],
    ['rights', record.licence?.url ?? record.licence?.name],
    ['rights', record.rights_holder],
  ]
  return all.flatMap(([name, value, lang]): [string, string, string?][] =>
    value ? [lang ? [name, value, lang] : [name, value]] : [],
  )
}

/** The record as an `oai_dc` element. */
export function dublinCoreXml(record: MetadataRecord, publicUrl: string): string {
  const lines = dublinCore(record, publicUrl).map(
    ([name, value, lang]) => `<dc:${name}${lang ? ` xml:lang="${lang}"` : ''}>${xmlText(value)}</dc:${name}>`,
  )
  return `<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">${lines.join('')}</oai_dc:dc>`
}
