export const vi = {
  'institutions.nav': 'Cơ sở',
} as const
