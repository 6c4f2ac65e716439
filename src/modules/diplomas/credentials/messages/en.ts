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
}
