export const vi = {
  'staff.nav': 'Nhân sự',
} as const
