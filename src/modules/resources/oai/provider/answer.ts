import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { readRecords, xmlText } from '../../catalogue/metadata/record.ts'
import { codePattern } from '../../catalogue/code.ts'
import { countHeaders, findHeader, listHeaders, listSets, readClock, type Header } from '../store/record.ts'
import { OaiError, readSpan, type Arguments, type Verb } from './arguments.ts'
import { formatOf, formats } from './formats.ts'
import { readToken, writeToken, type Place } from './token.ts'

/** Records in one answer, and headers in one. */
const sizes = { ListRecords: 200, ListIdentifiers: 1000 } as const

export const tag = (name: string, value: string): string => `<${name}>${xmlText(value)}</${name}>`

/** `oai:<domain>:<code>`: the domain of the installation, which lasts longer than the server's name where it is set. */
export const domainOf = (app: App): string => app.config.oai.domain ?? new URL(app.publicUrl()).hostname

const identifierOf = (app: App, code: string): string => `oai:${domainOf(app)}:${code}`

/** The inside of an answer, for a request that is well formed. @throws OaiError */
export async function answer(app: App, db: Db, verb: Verb, given: Arguments): Promise<string> {
  switch (verb) {
    case 'Identify':
      return identify(app, db)
    case 'ListMetadataFormats':
      if (given.identifier) await getHeader(app, db, given.identifier)
      return Object.entries(formats)
        .map(
          ([prefix, { schema, namespace }]) =>
            `<metadataFormat>${tag('metadataPrefix', prefix)}${tag('schema', schema)}${tag('metadataNamespace', namespace)}</metadataFormat>`,
        )
        .join('')
    case 'ListSets':
      return sets(app, db, given)
    case 'GetRecord': {
      const format = formatOf(given.metadataPrefix!)
      const header = await getHeader(app, db, given.identifier!)
      return writeRecords(app, db, [header], format)
    }
    default:
      return list(app, db, verb, given)
  }
}

async function identify(app: App, db: Db): Promise<string> {
  const { now, earliest } = await readClock(db)
  const domain = domainOf(app)
  const mail = app.config.oai.adminEmail ?? /[^\s<>]+@[^\s<>]+/.exec(app.config.mail.from)?.[0] ?? ''
  return [
    tag('repositoryName', app.catalog('vi')('resources.oai.repository')),
    tag('baseURL', `${app.publicUrl()}/oai`),
    tag('protocolVersion', '2.0'),
    tag('adminEmail', mail),
    tag('earliestDatestamp', earliest ?? now),
    tag('deletedRecord', 'persistent'),
    tag('granularity', 'YYYY-MM-DDThh:mm:ssZ'),
    tag('compression', 'gzip'),
    domain.includes('.') ? describeIdentifier(domain, identifierOf(app, '0123456789')) : '',
  ].join('')
}

const describeIdentifier = (domain: string, sample: string): string =>
  `<description><oai-identifier xmlns="http://www.openarchives.org/OAI/2.0/oai-identifier" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai-identifier http://www.openarchives.org/OAI/2.0/oai-identifier.xsd">${tag('scheme', 'oai')}${tag('repositoryIdentifier', domain)}${tag('delimiter', ':')}${tag('sampleIdentifier', sample)}</oai-identifier></description>`

/** Kinds, schools and occupations. All in one answer: there are some hundreds. */
async function sets(app: App, db: Db, given: Arguments): Promise<string> {
  if (given.resumptionToken)
    throw new OaiError('badResumptionToken', 'The sets are given in one answer, without a token.')
  const found = await listSets(db)
  if (found.length === 0)
    throw new OaiError('noSetHierarchy', 'Nothing is published here yet, so there are no sets.')
  const t = app.catalog('vi')
  return found
    .map(({ spec, name }) => {
      const words = name ?? (spec.startsWith('kind_') ? t.dynamic(`resources.kind.${spec.slice(5)}`) : spec)
      return `<set>${tag('setSpec', spec)}${tag('setName', words)}</set>`
    })
    .join('')
}

async function getHeader(app: App, db: Db, identifier: string): Promise<Header> {
  const prefix = identifierOf(app, '')
  const code = identifier.startsWith(prefix) ? identifier.slice(prefix.length) : ''
  const header = codePattern.test(code) ? await findHeader(db, code) : undefined
  if (header) return header
  throw new OaiError('idDoesNotExist', `There is no record "${identifier}" here.`)
}

/** A part of a list, from the arguments or from where a token says. */
async function list(
  app: App,
  db: Db,
  verb: 'ListRecords' | 'ListIdentifiers',
  given: Arguments,
): Promise<string> {
  const place = given.resumptionToken ? readToken(app.keys, given.resumptionToken) : undefined
  const [prefix = given.metadataPrefix!, from, until, set] = place ?? []
  const format = formatOf(prefix)
  const asked = place
    ? { from: from ?? undefined, until: until ?? undefined, set: set ?? undefined }
    : { ...readSpan(given), set: given.set }
  const size = sizes[verb]
  const after = place && { datestamp: place[4], id: place[5] }
  const found = await listHeaders(db, asked, { after, limit: size + 1 })
  if (found.length === 0 && !place) throw new OaiError('noRecordsMatch', 'No record is of that set and time.')
  // What was left was changed meanwhile and is beyond "until" now.
  if (found.length === 0)
    throw new OaiError('badResumptionToken', 'The rest of the list has changed: begin again.')
  const headers = found.slice(0, size)
  const inside =
    verb === 'ListRecords'
      ? await writeRecords(app, db, headers, format)
      : headers.map((header) => writeHeader(app, header)).join('')
  const last = headers.at(-1)!
  const done = place?.[6] ?? 0
  if (found.length <= size && !place) return inside
  const total = place?.[7] ?? (await countHeaders(db, asked))
  const next: Place = [
    prefix,
    asked.from ?? null,
    asked.until ?? null,
    asked.set ?? null,
    last.datestamp,
    last.resource_id,
    done + headers.length,
    total,
  ]
  const token = found.length > size ? writeToken(app.keys, next) : ''
  return `${inside}<resumptionToken completeListSize="${Math.max(total, done + headers.length)}" cursor="${done}">${token}</resumptionToken>`
}

function writeHeader(app: App, header: Header): string {
  const specs = header.sets.map((spec) => tag('setSpec', spec)).join('')
  return `<header${header.is_deleted ? ' status="deleted"' : ''}>${tag('identifier', identifierOf(app, header.code))}${tag('datestamp', header.datestamp)}${specs}</header>`
}

async function writeRecords(
  app: App,
  db: Db,
  headers: readonly Header[],
  format: ReturnType<typeof formatOf>,
): Promise<string> {
  const ids = headers.map((header) => header.version_id).filter((id) => id !== null)
  const records = new Map((await readRecords(db, ids)).map((record) => [record.version_id, record]))
  const publicUrl = app.publicUrl()
  return headers
    .map((header) => {
      const record = header.version_id ? records.get(header.version_id) : undefined
      const metadata = record ? `<metadata>${format.write(record, publicUrl)}</metadata>` : ''
      return `<record>${writeHeader(app, header)}${metadata}</record>`
    })
    .join('')
}
