export const en = {
  'platform.error.invalid': 'Something needs correcting. Fix the marked fields and send again.',
  'platform.error.unauthenticated': 'Please sign in to do this.',
  'platform.error.forbidden': 'Your account does not have the right to do this. Ask whoever manages accounts in your organisation.',
  'platform.error.not_found': 'This page or record was not found.',
  'platform.error.conflict': 'Somebody else has just changed this record. Under each field that differs is the current version; keep yours or change it, then save again.',
  'platform.error.unknown_form': 'That form does not belong to this page. Open the page again and retry.',
  'platform.error.too_large': 'The file or content is too large.',
  'platform.error.too_many': 'Too many tries. Wait {minutes} minutes and try again.',
  'platform.error.away': 'The database does not answer for now. What you typed is still on this page; try again in a few minutes.',
  'platform.error.disk_full': 'The server has no space left, so nothing was written. Tell the administrator; nothing is half-done.',
  'platform.error.defect': 'An unexpected error occurred. Code {id}: please send it to the administrator.',
  'platform.form.restored': 'Your session ended while you were typing. What you typed is kept below; check it and send.',
} as const
