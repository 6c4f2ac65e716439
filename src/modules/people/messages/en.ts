export const en = {
  'people.nav.duplicates': 'Duplicate records',
} as const
