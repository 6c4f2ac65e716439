import { stopDocuments } from '#platform/documents/index.ts'
import { checkPdf, keptSigner, signPdf } from '#platform/signing/index.ts'
import { issueForTest } from '#platform/signing/testing/keys.ts'
import { diplomaPdf, type DiplomaSource } from '#modules/diplomas/documents/diploma-pdf.ts'
import { sampleOf } from '#modules/diplomas/documents/sample.ts'
import { note, perSecond, report } from './report.ts'

const seconds = 5
/** A school of 3,000 graduates signs within ten minutes. */
const least = 5
/** Signing must stay the small part beside making the document. */
const mostShare = 0.5

/** Signed diplomas on one core: the document alone, the signature alone by RSA and ECDSA, the whole, and the check. */
export async function run(): Promise<void> {
  const at = new Date('2026-06-25T03:00:00Z')
  const source: DiplomaSource = {
    ...sampleOf('college_diploma', 'Trường Cao đẳng Ví Dụ'),
    kind_code: 'college_diploma',
    medium: 'digital',
    checkUrl: 'https://ngheso.example/van-bang/7K3N0Q8ZT1V2X4Y6',
    layout: null,
    at,
  }
  const options = { reason: 'Cấp văn bằng', location: 'Huế', at }
  try {
    const plain = await diplomaPdf(source)
    const made = await perSecond(seconds, 1, () => diplomaPdf(source))
    note(`the document alone: ${made.toFixed(1)} a second, ${Math.round(plain.length / 1024)} kB`)
    for (const kind of ['rsa', 'ec'] as const) {
      const { pem, certificates } = issueForTest(kind)
      const signer = keptSigner(pem, certificates)
      const signed = await signPdf(plain, signer, options)
      const alone = await perSecond(seconds, 1, () => signPdf(plain, signer, options))
      const checked = await perSecond(seconds, 1, async () => checkPdf(signed))
      const whole = await perSecond(seconds, 1, async () =>
        signPdf(await diplomaPdf(source), signer, options),
      )
      note(
        `${kind}: the signature alone ${alone.toFixed(0)} a second, a check ${checked.toFixed(0)} a second`,
      )
      const share = 1 - whole / made
      report({
        what: `whole diplomas signed by ${kind}`,
        measured: `${whole.toFixed(1)} a second, the signature takes ${(share * 100).toFixed(0)} % of it`,
        limit: `${least} a second, ${mostShare * 100} %`,
        isOk: whole >= least && share <= mostShare,
      })
    }
  } finally {
    stopDocuments()
  }
}
