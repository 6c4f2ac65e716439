import { renderPdf } from '#platform/documents/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { EndpointContext } from '#platform/pages/endpoint.ts'
import { explain, say } from '../../grading/explain.ts'
import { percentText, exact } from '../../grading/exact.ts'
import type { CourseSection } from '../../section.ts'
import { schoolHead, type SchoolHead } from '../../store/school-head.ts'
import { markText, shownMark } from '../mark.ts'
import { rowWords } from '../row-words.ts'
import { getRules } from '../../store/policy.ts'
import { judgeSheet, readSheet } from '../store/sheet.ts'
import eligibilityTemplate from './eligibility.typ?raw'
import handInTemplate from './hand-in.typ?raw'
import sheetTemplate from './sheet.typ?raw'

type Made = { bytes: Uint8Array; people: string[] }

async function read({ read: run }: EndpointContext, section: CourseSection, today: string) {
  return run(async (db) => {
    const policy = await getRules(db, section.grading_policy_id)
    const sheet = await readSheet(db, section, today)
    const head = await schoolHead(db, section.institution_id, today)
    const lines = judgeSheet(policy, section, sheet).filter((line) => line.is_active)
    return { policy, columns: sheet.columns, lines, head }
  })
}

/** The mark sheet (bảng điểm môn học, mô đun) as it stands. */
export async function sheetPdf(
  context: EndpointContext,
  section: CourseSection,
  today: string,
): Promise<Made> {
  const t = context.app.catalog('vi')
  const { columns, lines, head } = await read(context, section, today)
  const tail = ['average', 'grade', ...(section.mode === 'credit' ? ['letter'] : []), 'verdict'] as const
  const value = {
    ...headOf(t, section, head),
    credits: shownMark(section.credits, 'vi'),
    head: columns.map((column) => column.name),
    tail: tail.map((part) => t.dynamic(`students.marks.field.${part}`)),
    rows: lines.map((line, at) => {
      const words = rowWords(t, line, section.mode)
      return [
        String(at + 1),
        line.learner_code,
        line.full_name,
        ...columns.map((column) => shownMark(markText(line.marks.get(column.id)), 'vi')),
        ...tail.map((part) => words[part as 'average']),
      ]
    }),
    key: t('students.marks.doc.key'),
    state: t.dynamic(`students.marks.doc.state.${section.state === 'posted' ? 'posted' : 'draft'}`),
  }
  const bytes = await renderPdf(sheetTemplate, value, {
    title: t('students.marks.doc.sheet'),
    lang: 'vi',
    pdfa: true,
  })
  return { bytes, people: lines.map((line) => line.person_id) }
}

/** Who may sit the final exam, and of each other why not, with the articles. */
export async function eligibilityPdf(
  context: EndpointContext,
  section: CourseSection,
  today: string,
): Promise<Made> {
  const t = context.app.catalog('vi')
  const { policy, lines, head } = await read(context, section, today)
  const numbered = (rows: string[][]) => rows.map((row, at) => [String(at + 1), ...row])
  const fit = lines.filter((line) => line.verdict.eligible)
  const unfit = lines.filter((line) => !line.verdict.eligible)
  const value = {
    ...headOf(t, section, head),
    title: t('students.marks.doc.eligibility'),
    rule: t('students.marks.doc.rule', {
      percent: percentText(exact(policy.eligibility.min_attendance)),
      average: shownMark(policy.eligibility.min_test_average, 'vi'),
    }),
    fit: numbered(
      fit.map((line) => {
        const words = rowWords(t, line, section.mode)
        return [line.learner_code, line.full_name, words.average, words.attendance]
      }),
    ),
    unfit: numbered(
      unfit.map((line) => [
        line.learner_code,
        line.full_name,
        line.verdict.reasons.map((reason) => say(t, reason)).join(' '),
      ]),
    ),
    basis: explain(t, policy, [{ key: 'students.grading.eligible', params: {}, rule: 'eligibility' }])
      .slice(1)
      .join(' '),
  }
  const bytes = await renderPdf(eligibilityTemplate, value, {
    title: t('students.marks.doc.eligibility'),
    lang: 'vi',
    pdfa: true,
  })
  return { bytes, people: lines.map((line) => line.person_id) }
}

/** Who sits the exam this time, with room to sign for the paper handed in; kept with the papers of the exam. */
export async function handInPdf(
  context: EndpointContext,
  section: CourseSection,
  today: string,
): Promise<Made> {
  const t = context.app.catalog('vi')
  const { columns, lines, head } = await read(context, section, today)
  const exams = columns.filter((column) => column.kind === 'exam' && !column.is_closed)
  const sitting = exams[0]?.sitting ?? 1
  const sits = lines.filter((line) =>
    exams.length === 0 ? line.verdict.eligible : line.verdict.open_sittings.includes(sitting),
  )
  const value = {
    ...headOf(t, section, head),
    sitting: String(sitting),
    rows: sits.map((line, at) => [
      String(at + 1),
      String(at + 1).padStart(3, '0'),
      line.learner_code,
      line.full_name,
      line.class_code ?? '',
      '',
      '',
      '',
    ]),
  }
  const bytes = await renderPdf(handInTemplate, value, {
    title: t('students.marks.doc.hand_in'),
    lang: 'vi',
    pdfa: true,
  })
  return { bytes, people: sits.map((line) => line.person_id) }
}

const headOf = (t: Translate, section: CourseSection, head: SchoolHead) => ({
  ...head,
  section: section.name,
  code: section.code,
  group: section.class_code ?? t('students.marks.doc.mixed'),
  term: section.term_name,
  teachers: section.teachers.map((one) => one.full_name).join(', '),
})
