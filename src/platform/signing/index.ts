export {
  certificateFacts,
  keyFits,
  orderChain,
  readPem,
  toPem,
  type CertificateFacts,
} from './certificate.ts'
export { checkPdf, type CheckedSignature, type PdfCheck, type Trouble } from './check-pdf.ts'
export { SigningError, type SigningErrorCode } from './errors.ts'
export { issueCertificate, type CertificateOrder } from './issue-certificate.ts'
export { readPkcs12, type KeyFile } from './pkcs12.ts'
export { signPdf, type SignOptions } from './sign-pdf.ts'
export { signChecked, type KeyKind, type PdfSigner } from './signer.ts'
export { keptSigner } from './signers/kept.ts'
export { tokenSigner, type TokenKey } from './signers/pkcs11.ts'
export { remoteSigner, type RemoteKey } from './signers/remote.ts'
export { timestamper } from './timestamp.ts'
