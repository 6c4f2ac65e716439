export * from './types.ts'
export { openWorkbook, type OpenOptions } from './open.ts'
export { findTable, findTables } from './table/find.ts'
export { bestTable, fingerprint, matchColumns, toColumnChoice } from './columns/match.ts'
export { createRecordReader, parseField } from './cells/record.ts'
export {
  parseChoice,
  parseCode,
  parseDay,
  parseFlag,
  parseName,
  parseNationalId,
  parseNumber,
  parsePhone,
  parseText,
  parseYear,
  readMark,
  type DateOptions,
} from './cells/parse.ts'
export { decodeOldFont, detectOldEncoding } from './cells/old-font.ts'
export { columnName } from './xlsx/rows.ts'
export { openArchive } from './xlsx/zip.ts'
export { scanXml, xmlOf } from './xlsx/package.ts'
export { unescapeXml } from './xlsx/xml.ts'
export { writeZip, type ZipPart } from './xlsx/zip-write.ts'
export {
  writeCsv,
  writeWorkbook,
  xlsxType,
  type ExportColumn,
  type ExportSheet,
  type ExportValue,
} from './write/export.ts'
export { writeTemplate, type TemplateOptions } from './write/template.ts'
export { annotateWorkbook, type Annotation } from './write/annotate.ts'
