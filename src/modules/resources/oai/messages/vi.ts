export const vi = {
  'resources.oai.repository': 'Kho học liệu số giáo dục nghề nghiệp',
} as const
