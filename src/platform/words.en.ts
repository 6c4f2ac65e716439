export const en = {
  'platform.error.invalid': 'Something needs correcting. Fix the marked fields and send again.',
  'platform.error.unauthenticated': 'Please sign in to do this.',
  'platform.error.forbidden':
    'Your account does not have the right to do this. Ask whoever manages accounts in your organisation.',
  'platform.error.not_found': 'This page or record was not found.',
  'platform.error.conflict':
    'Somebody else has just changed this record. Under each field that differs is the current version; keep yours or change it, then save again.',
  'platform.error.raced':
    'Somebody else has just written the same, a moment earlier, so nothing was saved this time. What you typed is still here; open it again to see what was written, then change yours or save again if it is still needed.',
  'platform.error.unknown_form': 'That form does not belong to this page. Open the page again and retry.',
  'platform.error.other_site':
    'This form was not sent from our own page, so it was refused. Open the page again and send it.',
  'platform.error.too_large':
    'The file or content is too large. Go back and choose a smaller file, or split it into several.',
  'platform.error.too_many': 'Too many tries. Wait {minutes} minutes and try again.',
  'platform.error.away':
    'The database does not answer for now. What you typed is still on this page; try again in a few minutes.',
  'platform.error.disk_full':
    'The server has no space left, so nothing was written. Tell the administrator; nothing is half-done.',
  'platform.error.defect': 'An unexpected error occurred. Code {id}: please send it to the administrator.',
  'platform.form.refused': 'Not done',
  'platform.form.restored':
    'Your session ended while you were typing. What you typed is kept below; check it and send.',
  'platform.file.disk_full':
    'The server has no space left, so the file was not written. Tell the administrator.',
  'platform.file.missing': 'This file was not found.',
  'platform.file.unavailable': 'The file store does not answer for now. Try again in a few minutes.',
  'platform.file.bad_hash': 'That is not the address of a file.',
  'platform.subject.setting': 'Setting',
  'platform.file.bad_range': 'The part asked for lies outside the file.',
  'platform.file.empty': 'The file is empty. Choose it again.',
  'platform.file.too_large': 'The file is larger than {limit, number} bytes. Choose a smaller one.',
  'platform.file.type_refused': 'This kind of file is not accepted. Accepted: {accepted}.',
  'platform.file.type_lies': 'The file name ends in {ending} but its content is {actual}. Check the file.',
} as const
