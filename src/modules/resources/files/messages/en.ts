export const en = {
  'resources.files.error.too_large':
    'The file is larger than {limit} GB, the most one file may have. Split it or compress it.',
  'resources.files.error.count':
    'You have {limit, number} unfinished uploads, the most there can be. Let them finish or remove some.',
  'resources.files.error.many_files':
    'A resource has at most {limit, number} files. Put some into a ZIP file, or split it into several resources.',
  'resources.files.error.many_names':
    'A resource has at most 2,000 files. Choose fewer, put some into a ZIP file, or split it into several resources.',
  'resources.files.error.quota':
    'Your unfinished uploads are together more than {limit, number} GB. Let them finish or remove some.',
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
  'resources.files.held.waiting': 'The file is waiting to be scanned for malware. Try again in some minutes.',
  'resources.files.held.too_large':
    'The file is larger than the malware scanner takes, so it is given to nobody. Ask the operator to raise that limit, or split the file.',
  'resources.check.infected':
    'The file {file} carries malware ({threat}) and is given to nobody. Take it out and upload a clean copy.',
  'resources.check.unscanned':
    'The file {file} is waiting to be scanned for malware; reviewers may not open it at once.',
  'resources.check.not_scanned':
    'The file {file} is larger than the malware scanner takes, so readers cannot open it yet. Tell the operator, or split the file.',
  'resources.files.held.title': 'The file cannot be opened',
  'resources.files.preview.no_converter':
    'LibreOffice is not installed on the server, so this file has no preview. Download it to see it.',
  'resources.files.preview.failed':
    'This file could not be turned into a PDF to preview. Download it to see it.',
  'resources.files.preview.too_large':
    'The file is larger than 100 MB and has no preview. Download it to see it.',
  'resources.files.view.frame': 'Contents of {file}',
  'resources.files.view.first_page': 'First page of {file}',
  'resources.files.view.open_pages': 'Open by itself, all {count, number} pages',
  'resources.files.view.open_alone': 'Open by itself',
  'resources.files.upload.drop': 'Drop files or whole folders here',
  'resources.files.upload.choose': 'Choose files',
  'resources.files.upload.choose_folder': 'Choose a folder',
  'resources.files.upload.hint':
    'Up to {limit, number} GB a file. If the line is lost or the page closed, choose the same file another day and the rest of it is sent.',
  'resources.files.upload.unfinished': 'Unfinished uploads',
  'resources.files.upload.come': '{come} of {size} are here. Choose the same file to send the rest.',
  'resources.files.upload.waiting': 'Waiting for its turn',
  'resources.files.upload.going': 'Uploading',
  'resources.files.upload.paused': 'Paused',
  'resources.files.upload.lost': 'The line is lost; it goes on by itself',
  'resources.files.upload.adding': 'Being checked and added to the draft',
  'resources.files.upload.done': 'In the draft',
  'resources.files.upload.session_ended': 'Your session has ended. Sign in in another tab, then press Go on.',
  'resources.files.upload.pause': 'Pause',
  'resources.files.upload.resume': 'Go on',
  'resources.files.upload.drop_it': 'Remove',
  'resources.files.upload.choose_again': 'Choose the file again to go on',
  'resources.files.upload.failed': 'It could not be uploaded. Press Go on to try again.',
  'resources.files.upload.refused': 'The file is not taken. Load the page again to read why.',
  'resources.files.upload.unread':
    'This file cannot be read on your computer. See whether another program has it open, and choose it again.',
  'resources.files.upload.too_large':
    'The file is larger than {limit, number} GB, the most one file may have. Split it or compress it.',
  'resources.files.upload.same': 'This file is being uploaded already',
  'resources.files.draft.waiting': 'Waiting to be read',
  'resources.files.draft.read_pages': '{count, number} pages',
  'resources.action.begin-upload': 'Begin an upload',
  'resources.action.drop-upload': 'Drop an upload',
  'resources.action.finish-upload': 'Finish an upload',
  'resources.action.look-again': 'Look at files again',
  'resources.action.note-findings': 'Note what was found in a file',
  'resources.action.note-scan': 'Note a virus scan',
  'resources.action.refuse-upload': 'Refuse an upload',
} as const
