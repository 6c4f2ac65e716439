export const en = {
  'staff.nav': 'Staff',
} as const
