import type { keysVi } from './keys-vi.ts'

export const keysEn: { readonly [K in keyof typeof keysVi]: string } = {
  'diplomas.permission.keys': 'Keep the signing keys and printing layouts of the institution',
  'diplomas.permission.outside-keys': 'Name signing keys on a token, an HSM or a remote service',
  'diplomas.keys.title': 'Keys that sign diplomas',
  'diplomas.keys.of': 'Signing keys of {name}',
  'diplomas.keys.nav': 'Signing keys',
  'diplomas.keys.lead':
    'Digital diplomas and certificates are signed with the digital certificate of the institution. It must be in force at signing; what was signed before its last day stays valid.',
  'diplomas.keys.school': 'Institution',
  'diplomas.keys.state': 'State',
  'diplomas.keys.subject': 'Owner of the certificate',
  'diplomas.keys.issuer': 'Issued by',
  'diplomas.keys.serial': 'Certificate number',
  'diplomas.keys.valid': 'In force',
  'diplomas.keys.to': 'Usable until',
  'diplomas.keys.kind': 'Kind of key',
  'diplomas.keys.kind.rsa': 'RSA',
  'diplomas.keys.kind.ec': 'Elliptic curve (ECDSA)',
  'diplomas.keys.where': 'The key is kept',
  'diplomas.keys.provider.kept': 'In this system, sealed',
  'diplomas.keys.provider.pkcs11': 'On a token or HSM (PKCS #11)',
  'diplomas.keys.provider.remote': 'At a remote signing service',
  'diplomas.keys.used_from': 'Brought in on',
  'diplomas.keys.ended_on': 'Not used from',
  'diplomas.keys.demo': 'Test key: its signatures have no legal value.',
  'diplomas.keys.standing.none': 'No key yet',
  'diplomas.keys.standing.waiting': 'Not yet in use',
  'diplomas.keys.standing.in_force': 'Usable',
  'diplomas.keys.standing.ending': 'Ends soon',
  'diplomas.keys.standing.expired': 'Expired',
  'diplomas.keys.standing.ended': 'No longer used',
  'diplomas.keys.no_school': 'You keep no institution’s signing keys.',
  'diplomas.keys.not_ready': 'The institution cannot sign digital diplomas yet',
  'diplomas.keys.not_ready_how':
    'Bring in a certificate that is in force with the form below. Paper diplomas can still be issued.',
  'diplomas.keys.add': 'Bring in a key file',
  'diplomas.keys.add_lead':
    'A PKCS #12 file (.p12 or .pfx) from the certification authority. The key is sealed at once; the passphrase opens the file once and is not kept.',
  'diplomas.keys.file': 'Key file',
  'diplomas.keys.file_hint': 'A .p12 or .pfx file with the key and its certificate',
  'diplomas.keys.passphrase': 'Passphrase of the file',
  'diplomas.keys.passphrase_hint': 'As set when the file was exported; leave empty if there is none',
  'diplomas.keys.add_act': 'Bring in the key',
  'diplomas.keys.added': 'The signing key is in place. Digital diplomas are signed with it from now on.',
  'diplomas.keys.outside': 'Name a key kept outside',
  'diplomas.keys.outside_lead':
    'A key on a token, an HSM or at a remote service never enters this system. When saved, it signs once as a try, to be sure that it fits the certificate.',
  'diplomas.keys.outside_none':
    'The server knows no tokens and no remote signing service. Its operator sets them up first.',
  'diplomas.keys.place': 'Label of the token, or name of the key at the service',
  'diplomas.keys.place_hint': 'Exactly as the token or the service has it',
  'diplomas.keys.number': 'Number of the key on the token (CKA_ID)',
  'diplomas.keys.number_hint': 'For a token only, hexadecimal, such as 01',
  'diplomas.keys.certificate': 'Certificate (PEM)',
  'diplomas.keys.certificate_hint': 'The key’s own certificate first, then those above it',
  'diplomas.keys.outside_act': 'Sign as a try and save',
  'diplomas.keys.end': 'Stop using this key',
  'diplomas.keys.end_what':
    'From today on it signs no more and is not opened again. Diplomas signed with it stay as they are.',
  'diplomas.keys.reason': 'Reason',
  'diplomas.keys.end_act': 'Stop using the key',
  'diplomas.keys.ended_now': 'The key is no longer used.',
  'diplomas.keys.duty.ending': 'The digital certificate ends soon',
  'diplomas.keys.duty.expired': 'The digital certificate has expired',
  'diplomas.keys.duty.about': '{school}: usable until {day}. After that no digital diploma can be signed.',
  'diplomas.keys.duty.act': 'Bring in a new certificate',
  'diplomas.keys.error.none':
    'The institution has no signing key. Its head brings in a certificate under Signing keys.',
  'diplomas.keys.error.all_ended':
    'All signing keys of the institution are ended or not yet in use. Bring in another certificate under Signing keys.',
  'diplomas.keys.error.expired':
    'The certificate of the institution expired on {day}. Bring in a new one under Signing keys.',
  'diplomas.keys.error.no_tokens':
    'The server no longer knows signing tokens. Ask its operator to check the settings (PKCS11_MODULE, PKCS11_PINS).',
  'diplomas.keys.error.no_service':
    'The server no longer knows a remote signing service. Ask its operator to check the settings (SIGNING_SERVICE_URL).',
  'diplomas.keys.error.no_pin':
    'The server has no PIN for the token “{token}”. Ask its operator to add it to the file of PINs (PKCS11_PINS).',
  'diplomas.keys.error.pdf': 'This document cannot be signed. Tell the operator, with the time it happened.',
  'diplomas.keys.error.key':
    'This key cannot be used: only RSA of 2048 bits or more and ECDSA are taken. Ask the authority for another.',
  'diplomas.keys.error.mismatch':
    'The key does not fit the certificate. Check the file or certificate you chose.',
  'diplomas.keys.error.token':
    'The token did not sign. Check that it is plugged in, with the right label, key number and PIN, and try again.',
  'diplomas.keys.error.remote':
    'The remote service did not sign. Try again in a few minutes; if it stays so, ask its provider.',
  'diplomas.keys.error.timestamp':
    'No time stamp could be had, so nothing was signed. Try again in a few minutes; if it stays so, tell the operator.',
  'diplomas.keys.error.passphrase':
    'The passphrase does not open the file. Type it again; if it has letters with marks, export the file anew with a plain one.',
  'diplomas.keys.error.key_file':
    'The file cannot be read, or has no key or no certificate in it. Export it anew, together with the private key.',
  'diplomas.keys.error.no_file': 'Choose a key file (.p12 or .pfx)',
  'diplomas.keys.error.file_expired': 'The certificate in the file expired on {day}. Choose one in force.',
  'diplomas.keys.error.file_not_yet':
    'The certificate in the file is in force from {day} on. Bring it in from that day.',
  'diplomas.keys.error.known': 'This certificate is already among the keys of the institution',
  'diplomas.keys.error.provider': 'Choose where the key is kept',
  'diplomas.keys.error.place':
    'Give the label of the token (without a semicolon) or the name of the key at the service',
  'diplomas.keys.error.number':
    'Give the number of the key on the token in hexadecimal, two digits each, such as 01',
  'diplomas.keys.error.certificate':
    'Paste the certificate as PEM, beginning with -----BEGIN CERTIFICATE-----',
  'diplomas.keys.error.reason': 'Give the reason, at least 5 letters',
  'diplomas.keys.error.ended': 'This key is no longer used already',
  'diplomas.field.provider': 'Where the key is kept',
  'diplomas.field.subject': 'Owner of the certificate',
  'diplomas.field.issuer': 'Issued by',
  'diplomas.field.fingerprint': 'Fingerprint of the certificate',
  'diplomas.field.from_date': 'From',
  'diplomas.field.to_date': 'Until',
  'diplomas.field.reason': 'Reason',
  'diplomas.field.name': 'Name',
}
