import { dublinCoreXml } from '../../catalogue/metadata/dublin-core.ts'
import { lomXml } from '../../catalogue/metadata/lom.ts'
import type { MetadataRecord } from '../../catalogue/metadata/record.ts'
import { OaiError } from './arguments.ts'

type Format = {
  schema: string
  namespace: string
  write: (record: MetadataRecord, publicUrl: string) => string
}

/** Every record can be had in each of them. */
export const formats: Readonly<Record<string, Format>> = {
  oai_dc: {
    schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    write: dublinCoreXml,
  },
  oai_lom: {
    schema: 'http://ltsc.ieee.org/xsd/lomv1.0/lom.xsd',
    namespace: 'http://ltsc.ieee.org/xsd/LOM',
    write: lomXml,
  },
}

/** @throws OaiError cannotDisseminateFormat */
export function formatOf(prefix: string): Format {
  const format = Object.hasOwn(formats, prefix) ? formats[prefix] : undefined
  if (format) return format
  throw new OaiError(
    'cannotDisseminateFormat',
    `There is no format "${prefix}" here, only ${Object.keys(formats).join(' and ')}.`,
  )
}
