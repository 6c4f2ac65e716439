export * from './types.ts'
export { openWorkbook, type OpenOptions } from './read.ts'
export { findTable, findTables } from './header.ts'
export { bestTable, fingerprint, matchColumns, toColumnChoice } from './match.ts'
export { createRecordReader, parseField } from './record.ts'
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
} from './parse.ts'
export { detectOldEncoding } from './old-font.ts'
export { columnName } from './xlsx-sheet.ts'
export {
  writeCsv,
  writeWorkbook,
  xlsxType,
  type ExportColumn,
  type ExportSheet,
  type ExportValue,
} from './write.ts'
export { writeTemplate, type TemplateOptions } from './write-template.ts'
export { annotateWorkbook, type Annotation } from './annotate.ts'
