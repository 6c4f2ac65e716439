import type { vi } from './vi.ts'

export const en: Record<keyof typeof vi, string> = {
  'diplomas.blanks.error.too_few':
    'Blanks needed: {count}; left: {left}. Receive more blanks or choose fewer people, then try again.',
  'diplomas.blanks.error.first':
    'Blank {serial} is not among those left at the school. See the first one left on the page “Blanks” and type it again.',
}
