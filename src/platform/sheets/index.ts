export * from './types.ts'
export { openWorkbook, type OpenOptions } from './read.ts'
export { findTable, findTables } from './header.ts'
export { fingerprint, matchColumns, toColumnChoice } from './match.ts'
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
