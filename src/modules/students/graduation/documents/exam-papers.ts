import { birthText } from '#modules/people/index.ts'
import { precondition } from '#platform/errors.ts'
import { renderPdf } from '#platform/documents/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { EndpointContext } from '#platform/pages/endpoint.ts'
import { say } from '../../grading/explain.ts'
import { exact, isAtLeast } from '../../grading/exact.ts'
import { partTotal } from '../../grading/graduation-score.ts'
import type { GradingPolicy } from '../../grading/policy.ts'
import { getCohort } from '../../records/store/cohort.ts'
import { getPolicy } from '../../store/policy.ts'
import { schoolHead } from '../../store/school-head.ts'
import { kindOf, type Admission, type AdmissionKind } from '../candidates/candidates.ts'
import { readAdmissions } from '../candidates/store.ts'
import { listCouncils } from '../council/store.ts'
import { roundSitting, sittingFault } from '../exam-sheet.ts'
import type { ExamKind, ExamMark } from '../graduation.ts'
import { isDone, settle } from '../marking/marking.ts'
import { findMarking, listMarkers, listPapers } from '../marking/store.ts'
import { roleText } from '../marking/words.ts'
import { figureText } from '../case-words.ts'
import { listExamLines, listPart, type ExamLine } from '../store/marks.ts'
import { councilValue } from './council-value.ts'
import candidatesTemplate from './candidates.typ?raw'
import listTemplate from './exam-list.typ?raw'
import marksTemplate from './exam-marks.typ?raw'
import minutesTemplate from './exam-minutes.typ?raw'
import markingTemplate from './marking-sheet.typ?raw'
import { markInWords } from './mark-words.ts'

/** Which examination papers are about. */
export type ExamPart = { cohort: string; kind: ExamKind; sitting: number }
export type ExamPaper = { bytes: Uint8Array; institution: string; people: string[]; name: string }

type Source = Awaited<ReturnType<typeof readExam>>

async function readExam({ read, app }: EndpointContext, part: ExamPart, today: string) {
  return read(async (db) => {
    const cohort = await getCohort(db, part.cohort)
    if (cohort.mode !== 'year') throw precondition('students.graduation.exam.error.credit')
    const { policy } = await getPolicy(db, cohort.grading_policy_id)
    const { at: marks, before } = roundSitting(await listPart(db, cohort.id, part.kind), part.sitting)
    const lines = (await listExamLines(db, cohort.id, part)).filter(
      ({ enrolment_id: id }) => marks.has(id) || !sittingFault(policy, part, before.get(id)),
    )
    const admitted = await readAdmissions(db, cohort.id, today)
    const round = await findMarking(db, cohort.id, part.kind, part.sitting)
    const markers = round ? await listMarkers(db, round.id) : []
    const councils = await listCouncils(db, cohort.id)
    const kind = part.kind === 'thesis' ? 'thesis' : 'graduation'
    const council = councils.find((one) => one.kind === kind)
    return {
      part,
      cohort,
      policy,
      marks,
      lines,
      admitted,
      round,
      markers,
      papers: round && isDone(markers) ? await listPapers(db, round.id) : [],
      council,
      head: await schoolHead(db, cohort.institution_id, today),
      held: round?.held_on ?? [...marks.values()][0]?.on_date ?? null,
      t: app.catalog('vi'),
    }
  })
}

const headOf = (source: Source) => {
  const { head, part, held, t } = source
  return {
    ...head,
    date: held,
    about: t('students.graduation.doc.exam_about', { cohort: aboutCohort(source) }),
    part: t.dynamic(`students.graduation.exam.${part.kind}`),
    sitting: String(part.sitting),
    held: held ? t.date(held) : '',
  }
}

const aboutCohort = ({ cohort }: Source): string => `${cohort.name}, ${cohort.programme_name}`

const made = async (source: Source, template: string, value: unknown, title: string): Promise<ExamPaper> => ({
  bytes: await renderPdf(template, value, { title, lang: 'vi', pdfa: true }),
  institution: source.cohort.institution_id,
  people: source.lines.map((line) => line.person_id),
  name: source.cohort.name,
})

/** Candidates with a number each and room to sign for the paper handed in. */
export async function examListPdf(context: EndpointContext, part: ExamPart, today: string) {
  const source = await readExam(context, part, today)
  const { marks, admitted } = source
  // Who has a mark sat it, whatever is known of them today.
  const lines = source.lines.filter(({ enrolment_id: id }) => {
    const admission = admitted.get(id)
    return marks.has(id) || (admission !== undefined && kindOf(admission) !== 'unfit')
  })
  const { t } = source
  const rows = lines.map((line, at) => [
    String(at + 1),
    String(at + 1).padStart(3, '0'),
    line.learner_code,
    line.full_name,
    birthText(line),
    line.class_code ?? '',
    '',
    '',
    '',
  ])
  return made(source, listTemplate, { ...headOf(source), rows }, t('students.graduation.doc.exam_list'))
}

/** Who may sit the examination, who by exception, who not and why. */
export async function candidatesPdf(context: EndpointContext, part: ExamPart, today: string) {
  const source = await readExam(context, part, today)
  const { lines, marks, admitted, council, t } = source
  const of = (kind: AdmissionKind) =>
    lines.flatMap((line) => {
      const { enrolment_id } = line
      // Who graduated since then had sat it.
      const sat = marks.has(enrolment_id) ? { enrolment_id, reasons: [], exception: undefined } : undefined
      const admission = admitted.get(enrolment_id) ?? sat
      return admission && kindOf(admission) === kind ? [{ line, admission }] : []
    })
  const why = ({ reasons, exception }: Admission): string =>
    [
      ...reasons.map((reason) => say(t, reason)),
      ...(exception
        ? [t('students.candidates.because', { name: exception.by_name, reason: exception.reason })]
        : []),
    ].join(' ')
  const withReasons = (kind: AdmissionKind) =>
    of(kind).map(({ line, admission }, at) => [
      String(at + 1),
      line.learner_code,
      line.full_name,
      why(admission),
    ])
  const value = {
    ...headOf(source),
    date: today,
    fit: of('fit').map(({ line }, at) => [
      String(at + 1),
      line.learner_code,
      line.full_name,
      birthText(line),
      line.class_code ?? '',
    ]),
    exceptions: withReasons('exception'),
    unfit: withReasons('unfit'),
    chair: signers(source, council?.members ?? []).chair,
  }
  return made(source, candidatesTemplate, value, t('students.candidates.doc'))
}

/** Marks of the part in figures and words, with the result. */
export async function examMarksPdf(context: EndpointContext, part: ExamPart, today: string) {
  const source = await readExam(context, part, today)
  const { lines, marks, policy, council, t } = source
  const rows = lines.map((line, at) => markRow(line, at, marks.get(line.enrolment_id), { policy, t }))
  const value = {
    ...headOf(source),
    rows,
    counts: countText(source),
    ...signers(source, council?.members ?? []),
  }
  return made(source, marksTemplate, value, t('students.graduation.doc.exam_marks'))
}

const signers = ({ council, t }: Source, members: NonNullable<Source['council']>['members']) => {
  const { chair, secretary } = councilValue(members, council?.decision_no ?? null, null, t)
  return { chair, secretary }
}

type Known = { policy: GradingPolicy; t: Translate }

function markRow(line: ExamLine, at: number, mark: ExamMark | undefined, { policy, t }: Known): string[] {
  const name = [String(at + 1), line.learner_code, line.full_name, line.class_code ?? '']
  if (!mark) return [...name, '', '', '']
  if (mark.state !== 'scored' || mark.value === null)
    return [...name, '', '', t.dynamic(`students.graduation.exam.state.${mark.state}`)]
  const total = partTotal(policy, mark.kind === 'thesis', mark.value)
  const isPassed = isAtLeast(exact(total), exact(policy.graduation.year.pass))
  return [
    ...name,
    figureText(total, t),
    markInWords(total),
    t(isPassed ? 'students.graduation.doc.exam_pass' : 'students.graduation.doc.exam_fail'),
  ]
}

function countText({ lines, marks, t }: Source): string {
  const states = lines.map((line) => marks.get(line.enrolment_id)?.state ?? 'open')
  const count = (state: string) => states.filter((one) => one === state).length
  return t('students.graduation.doc.exam_counts', {
    all: lines.length,
    scored: count('scored'),
    absent: count('absent'),
    excused: count('excused'),
    violated: count('violated'),
    open: count('open'),
  })
}

/** Minutes of the council about one part: who sat, who was absent or broke the rules, how many passed. */
export async function examMinutesPdf(context: EndpointContext, part: ExamPart, today: string) {
  const source = await readExam(context, part, today)
  const { lines, marks, policy, council, t } = source
  const { part: named, sitting, held, ...head } = headOf(source)
  const pass = policy.graduation.year.pass
  const passed = [...marks.values()].filter(
    (mark) =>
      mark.value !== null &&
      isAtLeast(exact(partTotal(policy, mark.kind === 'thesis', mark.value)), exact(pass)),
  )
  const apart = lines.flatMap((line) => {
    const mark = marks.get(line.enrolment_id)
    return mark && mark.state !== 'scored' ? [{ line, state: mark.state }] : []
  })
  const value = {
    ...head,
    number: '          ',
    about: t('students.graduation.doc.exam_minutes_about', { cohort: aboutCohort(source) }),
    ...councilValue(council?.members ?? [], council?.decision_no ?? null, council?.decision_date ?? null, t),
    lines: [
      t('students.graduation.doc.exam_line', { part: named, sitting, day: held, document: policy.document }),
      countText(source),
      ...resultsLine(source),
      t('students.graduation.doc.exam_passed', { least: figureText(pass, t), count: passed.length }),
    ],
    apart: apart.map(({ line, state }, at) => [
      String(at + 1),
      line.learner_code,
      line.full_name,
      t.dynamic(`students.graduation.exam.state.${state}`),
    ]),
  }
  return made(source, minutesTemplate, value, t('students.graduation.doc.exam_minutes'))
}

/** The day the results were given, where one is known for all. */
function resultsLine({ marks, t }: Source): string[] {
  const days = [...new Set([...marks.values()].map((mark) => mark.results_on))]
  const [day] = days
  return days.length === 1 && day ? [t('students.graduation.doc.exam_results', { day: t.date(day) })] : []
}

/** Every paper with each marker's mark, the difference and how the mark follows; only once all have handed in. */
export async function markingSheetPdf(context: EndpointContext, part: ExamPart, today: string) {
  const source = await readExam(context, part, today)
  const { round, markers, papers, policy, t } = source
  if (!round || !isDone(markers)) throw precondition('students.marking.error.not_all')
  const rows = papers
    .filter((paper) => !paper.is_set_aside)
    .map((paper, at) => {
      const outcome = settle(policy, round.kind, markers, paper)
      const said = outcome.steps.length > 0 ? outcome.steps : outcome.reasons
      return [
        String(at + 1),
        round.is_blind ? paper.code : '',
        paper.learner_code,
        paper.full_name,
        ...markers.map((one) => (one.handed_in_at ? figureText(paper.marks[one.id] ?? null, t) : '')),
        figureText(outcome.difference, t),
        figureText(outcome.mark, t),
        said.map((one) => say(t, one)).join(' '),
      ]
    })
  const value = {
    ...headOf(source),
    markers: markers.map((one) => `${roleText(one, t)}: ${one.full_name}`),
    marker_columns: markers.map((one) => roleText(one, t)),
    rows,
  }
  return made(source, markingTemplate, value, t('students.marking.doc.sheet'))
}
