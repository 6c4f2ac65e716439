import type { vi } from './vi.ts'

export const en: { readonly [K in keyof typeof vi]: string } = {
  'diplomas.check.nav': 'Check a diploma',
  'diplomas.check.nav_hint':
    'Is a diploma or certificate genuine and still valid: scan its QR code, enter its number or send its file.',
  'diplomas.check.title': 'Check a diploma or certificate',
  'diplomas.check.lead':
    'No account needed. Quickest: point a phone camera at the QR code printed on the diploma. Without a code, enter the number or send the file.',
  'diplomas.check.crumb': 'Path',
  'diplomas.check.by_serial': 'By number',
  'diplomas.check.by_serial_lead':
    'The number and at least one more thing: the name or the birth date of the holder.',
  'diplomas.check.field.serial': 'Diploma number',
  'diplomas.check.hint.serial': 'Printed on the diploma, such as B 0123456. Spaces do not matter.',
  'diplomas.check.field.name': 'Full name of the holder',
  'diplomas.check.hint.name': 'With or without marks, in capitals or not.',
  'diplomas.check.field.birth': 'Birth date of the holder',
  'diplomas.check.hint.birth': 'Such as 5/3/2004. Where an old register has only the year, enter the year.',
  'diplomas.check.optional': 'if the name is given',
  'diplomas.check.optional_name': 'if the birth date is given',
  'diplomas.check.ask': 'Check',
  'diplomas.check.by_file': 'By file',
  'diplomas.check.by_file_lead':
    'The PDF or JSON file the graduate downloaded, or that was sent to you. It is read for the check only and not kept.',
  'diplomas.check.field.file': 'Diploma file',
  'diplomas.check.hint.file': 'PDF or JSON, at most 5 MB.',
  'diplomas.check.send': 'Send the file to be checked',
  'diplomas.check.more': 'Other ways',
  'diplomas.check.more_many': 'Check many diplomas at once',
  'diplomas.check.more_many_text': 'Send a spreadsheet of up to 200 rows and get the result of each.',
  'diplomas.check.error.serial': 'Enter a number with letters or digits, as printed on the diploma.',
  'diplomas.check.error.second': "Also enter the holder's name or birth date.",
  'diplomas.check.error.birth':
    'The birth date cannot be read. Write day/month/year, such as 5/3/2004, or only the year, such as 2004.',
  'diplomas.check.error.title': 'Not checked yet',
  'diplomas.check.error.too_many':
    'Too many entries did not match. Wait {minutes} minutes and try again. Scanning the QR code of a diploma needs no waiting.',
  'diplomas.check.error.api':
    'The body must be JSON with serial and name or birth_date, or a PDF or JSON file.',
  'diplomas.check.error.key': 'Checking many at once needs an API key, made on the Account page.',
  'diplomas.check.error.file_none': 'Choose a PDF or JSON file.',
  'diplomas.check.error.file_large':
    'The file is larger than 5 MB. Diploma files made here are always smaller; send the original file.',
  'diplomas.check.error.file_kind':
    'The file is neither PDF nor JSON. A picture has no signature to check: scan the QR code in it or enter the number.',
  'diplomas.check.error.file_old': 'The result of a file is shown for 30 minutes only. Send the file again.',
  'diplomas.check.found': '{count} diplomas or certificates match',
  'diplomas.check.result.valid': 'Genuine and valid',
  'diplomas.check.result.corrected': 'Genuine, but its content has been corrected',
  'diplomas.check.result.replaced': 'Genuine, but it has been replaced',
  'diplomas.check.result.revoked': 'Revoked, no longer valid',
  'diplomas.check.result.suspended': 'Suspended for now',
  'diplomas.check.result.unknown': 'Not found',
  'diplomas.check.result.altered': 'The file was altered and is not to be trusted',
  'diplomas.check.next.valid':
    'Compare the lines below with the copy in your hand and with the identity papers of the person showing it. If one letter differs, the copy is not right.',
  'diplomas.check.next.corrected': 'This copy is no longer to be used. Use the corrected one.',
  'diplomas.check.next.replaced': 'This copy is no longer to be used. Use the new one.',
  'diplomas.check.next.revoked':
    'Do not accept this diploma or certificate. To learn more, ask the institution that issued it.',
  'diplomas.check.next.suspended':
    'It cannot be used at the moment. This may change; check again later or ask the institution that issued it.',
  'diplomas.check.next.unknown':
    'Check the number, name and birth date against what is printed. An old diploma may not be digitised yet: ask the institution that issued it before you conclude anything.',
  'diplomas.check.next.unknown_address':
    'There is no diploma or certificate at this address. Scan the QR code again or check by number; if it is still not found, ask the institution that issued it.',
  'diplomas.check.next.unknown_file':
    'The file bears no signature of an institution on this system, so it proves nothing. Scan the QR code or check by number.',
  'diplomas.check.next.altered':
    'Do not rely on what this file says. Ask for the original file, or look at the true entry in the register.',
  'diplomas.check.go.corrected': 'See the corrected one',
  'diplomas.check.go.replaced': 'See the new one',
  'diplomas.check.go.record': 'See the true entry',
  'diplomas.check.go.again': 'Check another diploma',
  'diplomas.check.go.school': 'Find the institution',
  'diplomas.check.go.open': 'Address for checking this diploma',
  'diplomas.check.file_good': 'The file is intact, with a good signature of {signer}.',
  'diplomas.check.file_failed': 'What does not agree: {what}.',
  'diplomas.check.failed.signature': 'the digital signature',
  'diplomas.check.failed.covers': 'a part added after signing',
  'diplomas.check.failed.credential': 'the content against the signature',
  'diplomas.check.failed.register': 'the content against the register',
  'diplomas.check.failed.key': 'the signing key, expired or revoked when it signed',
  'diplomas.check.failed.closed': 'the link it was made for, closed or past its end',
  'diplomas.check.failed.other': 'the signature or the content',
  'diplomas.check.act.revoked': 'Revoked on {day}',
  'diplomas.check.act.suspended': 'Suspended from {day}',
  'diplomas.check.act.corrected': 'Corrected on {day}',
  'diplomas.check.act.replaced': 'Replaced on {day}',
  'diplomas.check.act.decision': 'by decision {no}',
  'diplomas.check.act.decision_dated': 'by decision {no} of {day}',
  'diplomas.check.act.reason': 'Reason: {reason}.',
  'diplomas.check.field.holder': 'Full name',
  'diplomas.check.field.birth_year': 'Year of birth',
  'diplomas.check.field.kind': 'Kind',
  'diplomas.check.field.programme': 'Occupation',
  'diplomas.check.field.classification': 'Graduation class',
  'diplomas.check.field.year': 'Year of graduation',
  'diplomas.check.field.institution': 'Issued by',
  'diplomas.check.field.entry_no': 'Register entry',
  'diplomas.check.field.issue_date': 'Date of issue',
  'diplomas.check.field.result': 'Result',
  'diplomas.check.register.kept': 'Register of {year}',
  'diplomas.check.register.digitised': 'Digitised from the register of {year}',
  'diplomas.check.register.volume': 'volume {volume}',
  'diplomas.check.source':
    'Answered from the electronic register at {moment}. Only what is needed to recognise a genuine diploma is shown.',
  'diplomas.check.facts': 'In the register',
  'diplomas.check.offline.failed': 'Check that did not pass:',
  'diplomas.check.offline.signer': 'Signed by:',
  'diplomas.check.offline.public_id': 'Code of the diploma:',
  'diplomas.check.offline.title': 'Check a diploma without the system',
  'diplomas.check.offline.lead':
    'This page checks the JSON file of a diploma inside your browser and sends nothing anywhere. Saved, it works without a network, and even when the system that issued it is gone.',
  'diplomas.check.offline.save': 'Save this page',
  'diplomas.check.offline.files': 'Choose the files',
  'diplomas.check.offline.files_hint':
    'The JSON file of the diploma, the keys of the institution (did.json) and its lists of status. Choose several at once or drop them here.',
  'diplomas.check.offline.fetch': 'Fetch keys and lists of status from where the institution publishes them',
  'diplomas.check.offline.no_script':
    'This page needs JavaScript, since every check is done on your own machine.',
  'diplomas.check.offline.no_crypto':
    'This browser cannot check Ed25519 signatures yet. Use a recent Chrome, Edge, Firefox or Safari.',
  'diplomas.check.offline.revoked': 'No longer valid: revoked, corrected or replaced',
  'diplomas.check.offline.unknown': 'Cannot be told',
  'diplomas.check.offline.untold':
    'The signature is good, but without a current list of status it cannot be told whether the diploma is valid today. Add a new list.',
  'diplomas.check.offline.next_unknown':
    'The file is no signed diploma, or the keys of who signed it are missing. Add the keys (did.json) of the institution.',
  'diplomas.check.offline.next_altered': 'Do not rely on what this file says. Ask for the original file.',
  'diplomas.check.offline.kind_credential': 'diploma',
  'diplomas.check.offline.kind_keys': 'keys of an institution',
  'diplomas.check.offline.kind_list': 'list of status',
  'diplomas.check.offline.kind_none': 'not recognised, or not to be had',
  'diplomas.check.more_offline': 'Check without the system',
  'diplomas.check.more_offline_text':
    'A page you can save: it checks signature and status from files, without a network.',
  'diplomas.check.result.not_compared': 'On record, not compared with the register yet',
  'diplomas.check.next.not_compared':
    'The keeper of the register entered this line from a spreadsheet and has not compared it with the page yet. Ask the keeper if you need to be sure.',
  'diplomas.check.number_shared':
    'In the old registers this number stands on another line too. The answer above is of the line that agrees with what you asked: compare name and year of birth with care.',
  'diplomas.action.check-many': 'Check many diplomas',
}
