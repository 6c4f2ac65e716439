export const vi = {
  'diplomas.kinds.title': 'Loại văn bằng, chứng chỉ',
} as const
