import type { vi } from './many-vi.ts'

export const en: { readonly [K in keyof typeof vi]: string } = {
  'diplomas.check.many.title': 'Check many diplomas at once',
  'diplomas.check.many.lead':
    'Send a spreadsheet with a column of diploma numbers and the name or birth date of each person. Every row gets a result.',
  'diplomas.check.many.file': 'Spreadsheet to check',
  'diplomas.check.many.hint': 'XLSX or CSV, at most {rows} rows.',
  'diplomas.check.many.send': 'Check the whole list',
  'diplomas.check.many.template': 'Download a template',
  'diplomas.check.many.api':
    'Offices and companies that check often can use an API key: POST /api/v1/diplomas/check, up to 200 rows each time.',
  'diplomas.check.many.results': 'Results of the list',
  'diplomas.check.many.sentence': '{valid} of {rows} rows: genuine and valid',
  'diplomas.check.many.kept':
    'The results stay at this address for one day and then disappear. Whoever has the address can see them.',
  'diplomas.check.many.xlsx': 'Download the results (XLSX)',
  'diplomas.check.many.row': 'Row',
  'diplomas.check.many.birth': 'Birth date',
  'diplomas.check.many.refused': 'Not checked',
  'diplomas.check.many.refused_why':
    'Too many rows before it did not match. Send these rows again in an hour.',
  'diplomas.check.many.incomplete': 'Not asked',
  'diplomas.check.many.pages': 'Pages',
  'diplomas.check.many.previous': 'Rows before',
  'diplomas.check.many.next': 'Rows after',
  'diplomas.check.many.shown': 'Rows {from}–{to} of {rows}',
  'diplomas.check.many.error.none': 'Choose an XLSX or CSV file.',
  'diplomas.check.many.error.large':
    'The file is larger than 1 MB. Leave only the list in it, without pictures and other sheets.',
  'diplomas.check.many.error.file':
    'The file cannot be read. Save the list as XLSX or CSV, without a password, and send it again.',
  'diplomas.check.many.error.column':
    'There is no column “Diploma number” (Số hiệu) in the file. Name the columns in the first row as the template does.',
  'diplomas.check.many.error.rows': 'The list has more than 200 rows. Split it into several files.',
  'diplomas.check.many.error.empty': 'The list has no rows under its column names.',
  'diplomas.check.many.error.gone':
    'These results are gone: a list is kept for one day only. Send the spreadsheet again.',
  'diplomas.subject.checked_list': 'List of diplomas checked',
}
