export { fold, foldSpelling } from './fold.ts'
export { decodeEntities, escapeHtml } from './html.ts'
export { compareNames, isName, nameSortKey, splitName, tidyName, type NameParts } from './names.ts'
export {
  formatDate,
  formatDateTime,
  formatNumber,
  formatPercent,
  isDay,
  parseDate,
  type Digits,
  type Locale,
} from './format.ts'
