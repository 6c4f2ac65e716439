export const en = {
  'resources.files.error.too_large':
    'The file is larger than {limit} GB, the most one file may have. Split it or compress it.',
  'resources.files.error.count':
    'You have {limit, number} unfinished uploads, the most there can be. Let them finish or drop some.',
  'resources.files.error.quota':
    'Your unfinished uploads are together more than {limit, number} GB. Let them finish or drop some.',
  'resources.files.error.infected':
    'This file carries malware ({threat}) and is not taken. Scan your computer and upload a clean copy.',
  'resources.files.error.scanner':
    'The malware scanner does not answer, so the file still waits. It is tried again by itself.',
  'resources.files.fault.captions_size':
    'The captions are larger than 10 MB; players have trouble with them.',
  'resources.files.fault.captions_head':
    'Captions must begin with a line WEBVTT. Export them again as WebVTT.',
  'resources.files.fault.captions_time':
    'Captions, line {line, number}: times are written like 00:01:02.500 --> 00:01:05.000.',
  'resources.files.fault.captions_backwards':
    'Captions, line {line, number}: the end must come after the beginning.',
  'resources.files.fault.captions_order':
    'Captions, line {line, number}: this one begins before the one above it.',
  'resources.files.fault.captions_none': 'The captions hold no line of speech.',
  'resources.files.fault.picture':
    'The picture cannot be read: damaged, or too large (over 100 million points).',
  'resources.files.fault.pdf': 'The PDF cannot be read: it is damaged.',
  'resources.files.fault.pdf_locked':
    'The PDF has a password: readers need it to open the file, and its words are not searched.',
  'resources.files.fault.pdf_size': 'The PDF is larger than 256 MB; its words are not searched.',
  'resources.files.fault.office': 'The file cannot be read: its inside is damaged.',
  'resources.files.fault.office_locked':
    'The file has a password: it is not previewed and its words are not searched.',
  'resources.files.fault.office_size': 'The file is larger than 256 MB; its words are not searched.',
  'resources.files.fault.recording': 'The length cannot be read: the file is damaged or cut short.',
  'resources.files.fault.codec': 'Many browsers do not play {codec}. Convert it to MP4 (H.264, AAC).',
  'resources.files.fault.too_long': 'Reading the file took too long; its words are not searched yet.',
  'resources.files.fault.unreadable': 'What is in the file cannot be read.',
  'resources.files.held.infected':
    'This file carries malware ({threat}) and is given to nobody. Take it out and upload a clean copy.',
  'resources.files.held.waiting': 'The file waits to be scanned for malware. Try again in some minutes.',
} as const
