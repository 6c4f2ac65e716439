import type { vi } from './vi.ts'

export const en: Record<keyof typeof vi, string> = {
  'diplomas.kinds.title': 'Kinds of diplomas and certificates',
}
