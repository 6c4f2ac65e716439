/** A repository made of texts, for the harvester to ask. */
export type FakeRecord = { id: string; at?: string; isDeleted?: boolean; xml?: string } & Partial<
  Record<'title' | 'address' | 'type' | 'rights' | 'creator', string>
>

const dc = (record: FakeRecord): string => {
  const lines = (
    [
      ['title', record.title ?? `Bài ${record.id}`],
      ['creator', record.creator ?? 'Lê Văn Nguồn'],
      ['type', record.type ?? 'MovingImage'],
      ['identifier', record.address ?? `https://kho.vidu.vn/${record.id}`],
      ['rights', record.rights ?? 'https://creativecommons.org/licenses/by/4.0/'],
      ['language', 'vie'],
    ] as const
  ).map(([name, value]) => (value ? `<dc:${name}>${value}</dc:${name}>` : ''))
  return `<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">${lines.join('')}</oai_dc:dc>`
}

export const recordXml = (record: FakeRecord): string =>
  record.xml ??
  `<record><header${record.isDeleted ? ' status="deleted"' : ''}><identifier>oai:vidu:${record.id}</identifier><datestamp>${record.at ?? '2026-11-01T00:00:00Z'}</datestamp></header>${record.isDeleted ? '' : `<metadata>${dc(record)}</metadata>`}</record>`

export const answerXml = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-11-20T01:02:03Z</responseDate><request>https://kho.vidu.vn/oai</request>${inside}</OAI-PMH>`

export const identifyXml = answerXml(
  '<Identify><repositoryName>Kho ví dụ</repositoryName><baseURL>https://kho.vidu.vn/oai</baseURL><protocolVersion>2.0</protocolVersion><adminEmail>a@vidu.vn</adminEmail><earliestDatestamp>2020-01-01</earliestDatestamp><deletedRecord>transient</deletedRecord><granularity>YYYY-MM-DD</granularity></Identify>',
)

export const listXml = (records: readonly FakeRecord[], token = ''): string =>
  answerXml(
    `<ListRecords>${records.map(recordXml).join('')}${token && `<resumptionToken completeListSize="100">${token}</resumptionToken>`}</ListRecords>`,
  )

export const errorXml = (code: string, words = 'x'): string =>
  answerXml(`<error code="${code}">${words}</error>`)
