import type { vi } from './vi.ts'

export const en: Record<keyof typeof vi, string> = {
  'diplomas.registers.crumbs': 'Path',
  'diplomas.registers.choose': 'Choose',
  'diplomas.registers.any': 'All',
  'diplomas.registers.apply': 'Filter',
  'diplomas.registers.filter': 'Filter',
  'diplomas.registers.pages': 'Pages',
  'diplomas.registers.first_page': 'To the start',
  'diplomas.registers.next_page': 'Next page',
  'diplomas.registers.back': 'Go back',
  'diplomas.registers.day_hint': 'day/month/year',
  'diplomas.registers.error.day': 'Type the day as day/month/year, for example 25/11/2026.',
  'diplomas.registers.error.reason': 'Give the reason, at least five characters.',
  'diplomas.registers.error.no_pattern':
    'This kind has no pattern of serials and entry numbers for the day chosen. Set one on the page “Patterns”, then try again.',
  'diplomas.registers.error.closed':
    'The register of {year} is closed and takes no more lines. Check the year of issue: decisions of this year go into the register of this year.',
  'diplomas.registers.error.serial_used':
    'Serial {serial} was given to another diploma, which counts even when that one is void. Choose another blank or change the pattern.',
  'diplomas.registers.error.unknown_part':
    'The pattern has a part in braces that is not known. Use only the parts listed in the introduction.',
  'diplomas.registers.error.no_seq':
    "The running number is missing. Add '{seq}' or '{seq:5}' (at least five digits).",
  'diplomas.registers.error.width':
    "Only the running number has a number of digits, such as '{seq:5}'. Take the “:” out of the other parts.",
  'diplomas.registers.error.no_year':
    "The running number starts at 1 every year, so a pattern without the year would repeat. Add '{yyyy}' or '{yy}'.",
  'diplomas.registers.error.signs':
    'Besides the parts in braces a pattern uses only plain letters, Đ, digits, spaces and the signs . / - _',
}
