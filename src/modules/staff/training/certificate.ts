import { renderPdf } from '#platform/documents/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { decimal } from './pages/parts.tsx'
import template from './certificate.typ?raw'
import type { IssuedCertificate } from './store/records.ts'

/** The certificate of a class as PDF/A: who gave it, dates, hours, content, as a career file asks for. */
export function certificatePdf(one: IssuedCertificate, giver: string, t: Translate): Promise<Uint8Array> {
  const value = {
    giver,
    serial: one.serial,
    name: one.person_name,
    course: one.course_name,
    run: one.run_code,
    provider: one.provider,
    dates: `${t.date(one.from_date)} – ${t.date(one.to_date)}`,
    hours: decimal(one.hours, t),
    score: one.score === null ? null : decimal(one.score, t),
    content: one.content,
    issued: one.issued_on,
    valid: one.valid_to ? t.date(one.valid_to) : null,
    isExample: one.is_demo,
  }
  return renderPdf(template, value, {
    title: `Chứng chỉ ${one.serial}`,
    lang: 'vi',
    pdfa: true,
    at: new Date(`${one.issued_on}T00:00:00Z`),
  })
}
