export const vi = {
  'people.nav.duplicates': 'Hồ sơ trùng',
} as const
