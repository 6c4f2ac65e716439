import type { vi } from './vi.ts'

export const en: Record<keyof typeof vi, string> = {
  'diplomas.field.controller': 'Decentralised identifier (DID)',
  'diplomas.field.public_part': 'Public key',
  'diplomas.field.revoked_on': 'Key withdrawn on',
  'diplomas.credentials.failed.not_a_credential':
    'The file is no digital diploma, or a required part is missing: {detail}.',
  'diplomas.credentials.failed.unknown_context':
    'The file uses a vocabulary unknown to the system: {detail}.',
  'diplomas.credentials.failed.undefined_field': 'The file has a field that is not signed: {detail}.',
  'diplomas.credentials.failed.unsigned': 'The file has no digital signature.',
  'diplomas.credentials.failed.unsupported_proof': 'This kind of signature is not supported: {detail}.',
  'diplomas.credentials.failed.wrong_issuer': 'The signer is not the school named in the diploma: {detail}.',
  'diplomas.credentials.failed.unknown_issuer': 'This issuer is not known: {detail}.',
  'diplomas.credentials.failed.unknown_key': 'The issuer does not publish this key: {detail}.',
  'diplomas.credentials.failed.revoked_key': 'The issuer has withdrawn the signing key: {detail}.',
  'diplomas.credentials.failed.bad_signature':
    'The signature does not match the content: the file was altered, or this key did not sign it.',
  'diplomas.credentials.failed.not_yet_valid': 'The diploma is not in force yet: {detail}.',
  'diplomas.credentials.failed.expired': 'The diploma has expired: {detail}.',
  'diplomas.credentials.failed.status_missing':
    'The signature is right, but there is no status list to tell whether the diploma still stands: {detail}.',
  'diplomas.credentials.failed.stale_status':
    'The signature is right, but the status list is old (ended {detail}): fetch a new one.',
  'diplomas.credentials.failed.bad_status':
    'The signature is right, but the status list cannot be read: {detail}.',
  'diplomas.subject.wallet_offer': 'Offer of a diploma to a wallet',
  'diplomas.field.expires_at': 'Ends at',
  'diplomas.wallet.title': 'Take the diploma into a wallet',
  'diplomas.wallet.lead':
    "A wallet keeps the diploma with its school's signature, so that you can show single lines of it without this site.",
  'diplomas.wallet.make': 'Make a code for the wallet',
  'diplomas.wallet.again': 'Make another code',
  'diplomas.wallet.offer': 'Open with a wallet',
  'diplomas.wallet.offer_lead':
    'Scan the code with the wallet, or open the link on the phone that has one. The code is good once, for {minutes} minutes; give it to nobody.',
  'diplomas.wallet.picture': 'QR code for the wallet',
  'diplomas.wallet.open': 'Open the wallet on this device',
  'diplomas.wallet.address': 'Address for the wallet',
  'diplomas.wallet.error.state':
    'This diploma is no longer in force and cannot be taken into a wallet. Ask the school that issued it.',
  'diplomas.wallet.credential': 'Vocational diploma or certificate',
  'diplomas.wallet.claim.name': 'Full name',
  'diplomas.wallet.claim.birth': 'Date of birth',
  'diplomas.wallet.claim.honour': 'Title',
  'diplomas.wallet.claim.programme': 'Occupation',
  'diplomas.wallet.claim.classification': 'Classification',
  'diplomas.wallet.claim.graduation_year': 'Year of graduation',
  'diplomas.wallet.claim.issue_date': 'Date of issue',
  'diplomas.wallet.claim.serial': 'Serial number',
  'diplomas.wallet.claim.entry_no': 'Register entry',
  'diplomas.credentials.keys.title': 'Keys of digital diplomas (JSON files)',
  'diplomas.credentials.keys.of': 'Keys of digital diplomas of {name}',
  'diplomas.credentials.keys.lead':
    'The files of digital diplomas are checked with the public keys at the address below. A key is made when the first is issued; its secret is always encrypted.',
  'diplomas.credentials.keys.address': 'Where the keys are published',
  'diplomas.credentials.keys.table': 'Keys, newest first',
  'diplomas.credentials.keys.none': 'No key yet: the first is made when a digital diploma is issued.',
  'diplomas.credentials.keys.name': 'Key',
  'diplomas.credentials.keys.from': 'Used from',
  'diplomas.credentials.keys.state': 'State',
  'diplomas.credentials.keys.in_use': 'Signing',
  'diplomas.credentials.keys.replaced': 'Replaced on {day}; what it signed stays genuine',
  'diplomas.credentials.keys.revoked': 'Withdrawn on {day}; what it signed is no longer believed',
  'diplomas.credentials.keys.rotate': 'Replace the key',
  'diplomas.credentials.keys.rotate_lead':
    'Makes a new key to sign with from now on. The old one stays published; nothing has to be issued again.',
  'diplomas.credentials.keys.rotated': 'The key is replaced.',
  'diplomas.credentials.keys.revoke': 'Withdraw a key that leaked',
  'diplomas.credentials.keys.revoke_lead':
    'Only when the key fell into other hands: every file of a digital diploma it signed stops being believed and has to be issued again. The register and the PDFs stay as they are.',
  'diplomas.credentials.keys.reason': 'Reason',
  'diplomas.credentials.keys.revoke_act': 'Withdraw this key',
  'diplomas.credentials.keys.revoked_now': 'The key is withdrawn. A new one is made at the next signature.',
  'diplomas.credentials.error.reason': 'Write why the key is withdrawn.',
  'diplomas.action.offer-to-wallet': 'Offer a credential to a wallet',
  'diplomas.action.redeem-wallet-offer': 'Redeem a wallet offer',
  'diplomas.action.take-offered': 'Take an offered credential',
  'diplomas.action.make-credential-key': 'Make a credential key',
  'diplomas.action.revoke-credential-key': 'Revoke a credential key',
  'diplomas.action.rotate-credential-key': 'Rotate a credential key',
}
