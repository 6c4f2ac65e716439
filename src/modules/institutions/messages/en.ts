export const en = {
  'institutions.nav': 'Institutions',
} as const
