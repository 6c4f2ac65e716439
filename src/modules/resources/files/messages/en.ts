export const en = {
  'resources.files.error.too_large':
    'The file is larger than {limit} GB, the most one file may have. Split it or compress it.',
  'resources.files.error.count':
    'You have {limit, number} unfinished uploads, the most there can be. Let them finish or drop some.',
  'resources.files.error.quota':
    'Your unfinished uploads are together more than {limit, number} GB. Let them finish or drop some.',
  'resources.files.error.infected':
    'This file carries malware ({threat}) and is not taken. Scan your computer and upload a clean copy.',
} as const
