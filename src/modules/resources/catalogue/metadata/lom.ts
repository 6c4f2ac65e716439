import type { Audience, Kind } from '../../resource.ts'
import { features } from './lrmi.ts'
import {
  isoDuration,
  languageOf,
  publishedOn,
  recordAddress,
  xmlText,
  type MetadataRecord,
} from './record.ts'

/** Learning resource types of LOM where it has one; the others keep our own word. */
const types: Partial<Record<Kind, string>> = {
  document: 'narrative text',
  slides: 'slide',
  image: 'figure',
  package: 'lecture',
  simulation: 'simulation',
  question_set: 'questionnaire',
}
const roles: Record<Audience, string> = { learner: 'learner', teacher: 'teacher', manager: 'manager' }

const element = (name: string, ...inside: (string | undefined)[]): string => {
  const content = inside.filter(Boolean).join('')
  return content ? `<${name}>${content}</${name}>` : ''
}
const text = (name: string, value: string | null): string => (value ? element(name, xmlText(value)) : '')
const strings = (text: string | null, en: string | null = null, lang = 'vi'): string =>
  [[lang, text] as const, ['en', en] as const]
    .map(([lang, value]) => (value ? `<string language="${lang}">${xmlText(value)}</string>` : ''))
    .join('')
const vocabulary = (name: string, value: string, source = 'LOMv1.0'): string =>
  element(name, element('source', source), element('value', xmlText(value)))

/** A name as a vCard, which LOM asks for. */
const card = (name: string, organisation: string | null): string =>
  [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `FN:${escaped(name)}`,
    ...(organisation ? [`ORG:${escaped(organisation)}`] : []),
    'END:VCARD',
  ].join('\n')
const escaped = (value: string): string =>
  value.replace(/[\\,;]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ')

/** The record in IEEE LOM (1484.12.3), as one `lom` element. */
export function lomXml(record: MetadataRecord, publicUrl: string): string {
  const address = recordAddress(publicUrl, record)
  const parts = [
    general(record, address),
    lifeCycle(record),
    technical(record, address, publicUrl),
    educational(record),
  ]
  return `<lom xmlns="http://ltsc.ieee.org/xsd/LOM" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://ltsc.ieee.org/xsd/LOM http://ltsc.ieee.org/xsd/lomv1.0/lom.xsd">${parts.join('')}${rights(record)}${record.origins.map((one) => relation(one, publicUrl)).join('')}${classifications(record)}</lom>`
}

const general = (record: MetadataRecord, address: string): string =>
  element(
    'general',
    element('identifier', text('catalog', 'URI'), text('entry', address)),
    element('title', strings(record.title, record.title_en, languageOf(record))),
    ...record.languages.map((language) => text('language', language === 'zxx' ? 'none' : language)),
    element('description', strings(record.summary, record.summary_en, languageOf(record))),
    ...record.keywords.map((word) => element('keyword', strings(word, null, languageOf(record)))),
  )

function lifeCycle(record: MetadataRecord): string {
  const day = publishedOn(record)
  const date = day ? element('date', text('dateTime', day)) : ''
  const authors = record.authors.map((author) =>
    element(
      'contribute',
      vocabulary('role', 'author'),
      element('entity', xmlText(card(author.name, author.organisation))),
    ),
  )
  const { publisher: by } = record
  const publisher =
    by || date
      ? element(
          'contribute',
          vocabulary('role', 'publisher'),
          by ? element('entity', xmlText(card(by, by))) : '',
          date,
        )
      : ''
  return element(
    'lifeCycle',
    element('version', strings(String(record.number))),
    vocabulary('status', record.withdrawn_at ? 'unavailable' : 'final'),
    ...authors,
    publisher,
  )
}

function technical(record: MetadataRecord, address: string, publicUrl: string): string {
  const size = record.files.reduce((sum, file) => sum + Number(file.size), 0)
  return element(
    'technical',
    ...[...new Set(record.files.map((file) => file.mime))].map((mime) => text('format', mime)),
    size > 0 ? text('size', String(size)) : '',
    text('location', record.address ?? address),
    ...record.files.map((file) => text('location', `${publicUrl}/hoc-lieu/tep/${file.id}`)),
    record.seconds ? element('duration', text('duration', isoDuration(record.seconds))) : '',
  )
}

function educational(record: MetadataRecord): string {
  const type = types[record.kind]
  return element(
    'educational',
    vocabulary('learningResourceType', type ?? record.kind, type ? 'LOMv1.0' : 'ngheso'),
    ...record.audiences.map((one) => vocabulary('intendedEndUserRole', roles[one])),
    vocabulary('context', 'training'),
    record.study_minutes
      ? element('typicalLearningTime', text('duration', isoDuration(record.study_minutes * 60)))
      : '',
    ...record.languages.filter((one) => one !== 'zxx').map((language) => text('language', language)),
  )
}

const rights = ({ licence, rights_holder }: MetadataRecord): string =>
  element(
    'rights',
    licence ? vocabulary('copyrightAndOtherRestrictions', licence.code === 'cc0-1.0' ? 'no' : 'yes') : '',
    licence
      ? element(
          'description',
          strings(
            [licence.name, licence.url, rights_holder].filter(Boolean).join('. '),
            [licence.name_en, licence.url].filter(Boolean).join('. '),
          ),
        )
      : '',
  )

const relation = (one: MetadataRecord['origins'][number], publicUrl: string): string =>
  element(
    'relation',
    vocabulary('kind', one.relation === 'contains' ? 'haspart' : 'isbasedon'),
    element(
      'resource',
      one.code || one.address
        ? element(
            'identifier',
            text('catalog', 'URI'),
            text('entry', one.code ? `${publicUrl}/hoc-lieu/${one.code}` : one.address),
          )
        : '',
      element('description', strings(one.title)),
    ),
  )

function classifications(record: MetadataRecord): string {
  const taxon = (source: string, id: string, vi: string, en: string | null = null) =>
    element(
      'taxonPath',
      element('source', strings(source)),
      element('taxon', text('id', id), element('entry', strings(vi, en))),
    )
  const paths = [
    ...record.occupations.map((one) => taxon('Danh mục ngành, nghề đào tạo cấp IV', one.code, one.name)),
    ...record.units.map((one) => taxon('Môn học, mô đun của chương trình đào tạo', one.code, one.name)),
  ]
  const competences = record.components.map((one) => taxon(one.framework_id, one.code, one.name, one.name_en))
  const levels = record.levels.map((one) => taxon('Trình độ đào tạo', one, one))
  const access = record.accessibility.map((one) => taxon('accessibilityFeature', one, features[one]))
  return (
    (levels.length > 0
      ? element('classification', vocabulary('purpose', 'educational level'), ...levels)
      : '') +
    (access.length > 0
      ? element('classification', vocabulary('purpose', 'accessibility restrictions'), ...access)
      : '') +
    (paths.length > 0 ? element('classification', vocabulary('purpose', 'discipline'), ...paths) : '') +
    (competences.length > 0
      ? element('classification', vocabulary('purpose', 'competency'), ...competences)
      : '')
  )
}
