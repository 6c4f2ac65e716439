import { birthText } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { renderPdf } from '#platform/documents/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { exact, plus, shortText, zero } from '../../grading/exact.ts'
import { say } from '../../grading/explain.ts'
import { partTotal } from '../../grading/graduation-score.ts'
import type { GradingPolicy } from '../../grading/policy.ts'
import { schoolHead, type SchoolHead } from '../../store/school-head.ts'
import type { ExamMark } from '../graduation.ts'
import { figureText } from '../case-words.ts'
import { standingStudy } from '../../grading/studies.ts'
import { downgradeCauses, reviewAll, type Computed } from '../review-case.ts'
import { listResultsNamed, readRunFacts, type ResultFact, type RunFacts } from '../store/facts.ts'
import { listPaperHeads, listRecognised, type PaperHead, type RecognisedSource } from '../store/paper.ts'
import template from './transcript.typ?raw'

/** What is printed of the courses of study named. */
export type TranscriptSource = {
  heads: PaperHead[]
  facts: ReadonlyMap<string, RunFacts>
  live: ReadonlyMap<string, Computed>
  recognised: ReadonlyMap<string, RecognisedSource>
  schools: ReadonlyMap<string, SchoolHead>
}

/** Reads transcripts of many learners, in the same number of statements for each cohort among them. */
export async function readTranscripts(
  db: Db,
  ids: readonly string[],
  today: string,
): Promise<TranscriptSource> {
  const heads = await listPaperHeads(db, ids)
  const facts = new Map<string, RunFacts>()
  const live = new Map<string, Computed>()
  const frozen = await listResultsNamed(
    db,
    heads.flatMap((head) => (head.state === 'graduated' && head.rests_on) || []),
  )
  for (const [cohort, own] of Map.groupBy(heads, (head) => head.cohort_id)) {
    const read = await readRunFacts(db, cohort, { enrolments: own.map((head) => head.enrolment_id) })
    // A graduate's paper says what the decision rests on, whatever was corrected since.
    facts.set(cohort, { ...read, results: new Map([...read.results, ...frozen]) })
    for (const one of reviewAll(read, today)) live.set(one.enrolment_id, one)
  }
  const schools = new Map<string, SchoolHead>()
  for (const id of new Set(heads.map((head) => head.institution_id)))
    schools.set(id, await schoolHead(db, id, today))
  return { heads, facts, live, recognised: await listRecognised(db, ids), schools }
}

/**
 * Transcripts (bảng điểm toàn khóa) as one PDF/A, each beginning on a new page: every unit with credits and grade,
 * recognised ones with their source, condition subjects, graduation exams, average, class and the cause of a downgrade
 * (Circular 04/2022/TT-BLĐTBXH, Art. 18(2)).
 */
export async function transcriptPdf(
  app: App,
  source: TranscriptSource,
  { lang, today }: { lang: 'vi' | 'en'; today: string },
): Promise<Uint8Array> {
  const t = app.catalog(lang)
  return renderPdf(template, transcriptValue(t, source, today), {
    title: t('students.graduation.doc.transcript'),
    lang,
    pdfa: true,
  })
}

/** The values of the template. */
export function transcriptValue(t: Translate, source: TranscriptSource, today: string) {
  return {
    words: {
      title: t('students.graduation.doc.transcript'),
      signer: t('students.graduation.doc.head_of_school'),
      motto: [t('students.graduation.doc.nation'), t('students.graduation.doc.motto')],
    },
    transcripts: source.heads.map((head) => oneTranscript(t, head, source, today)),
  }
}

function oneTranscript(t: Translate, head: PaperHead, source: TranscriptSource, today: string) {
  const facts = source.facts.get(head.cohort_id)!
  return {
    ...source.schools.get(head.institution_id)!,
    // The words for the day beside the place are Vietnamese: other languages say it above the signature.
    ...(t.lang === 'vi' ? {} : { place: '' }),
    signed: t.lang === 'vi' ? '' : t.date(head.decision_date ?? today),
    date: head.decision_date ?? today,
    columns: [
      ...['no', 'code', 'unit', 'hours', 'credits', 'grade'].map((name) =>
        t.dynamic(`students.graduation.doc.column.${name}`),
      ),
      letterColumn(head.mode, t),
    ],
    about: `${head.programme_name}${head.occupation_code ? ` (${head.occupation_code})` : ''}`,
    facts: identity(t, head),
    ...unitRows(t, head, facts, source.recognised),
    summary: summary(t, head, facts, source.live.get(head.enrolment_id)),
    signer: head.signer ?? '',
  }
}

function identity(t: Translate, head: PaperHead): [string, string][] {
  return [
    [t('people.field.full_name'), head.full_name],
    [t('students.learner.code'), head.learner_code],
    [t('people.field.birth'), birthText(head)],
    [t('people.field.sex'), head.sex ? t.dynamic(`people.sex.${head.sex}`) : '–'],
    [t('people.field.ethnicity'), head.ethnicity ?? '–'],
    [t('students.field.class'), head.class_code ?? '–'],
    [t('students.field.level'), t.dynamic(`students.level.${head.level}`)],
    [t('students.cohort.form'), t.dynamic(`students.cohort.form.${head.study_form}`)],
    [t('students.cohort.mode'), t.dynamic(`students.cohort.mode.${head.mode}`)],
    [
      t('students.graduation.doc.period'),
      `${t.date(head.from_date)} – ${head.to_date ? t.date(head.to_date) : t('students.graduation.doc.now')}`,
    ],
  ]
}

/** A row a unit; the notes say what the marks beside names mean. */
function unitRows(
  t: Translate,
  head: PaperHead,
  { units, results }: RunFacts,
  recognised: ReadonlyMap<string, RecognisedSource>,
) {
  const own = Map.groupBy(results.get(head.enrolment_id) ?? [], (row) => row.course_unit_id)
  const standing = new Map<string, ResultFact | undefined>(
    units.map((unit) => [unit.id, standingStudy(own.get(unit.id) ?? [])]),
  )
  const shown = units.filter((unit) => unit.unit_group !== 'elective' || standing.get(unit.id))
  const sources = shown.flatMap((unit) => {
    const result = standing.get(unit.id)
    return result?.source === 'recognised'
      ? [
          t('students.graduation.doc.recognised', {
            unit: unit.code,
            source: sourceText(recognised.get(result.id), t),
          }),
        ]
      : []
  })
  return {
    rows: shown.map((unit, at) => {
      const result = standing.get(unit.id)
      return [
        String(at + 1),
        unit.code,
        unit.is_condition ? `${unit.name} *` : unit.name,
        unit.hours_total,
        figureText(result?.credits ?? unit.credits, t),
        figureText(result?.grade ?? null, t),
        result?.source === 'recognised' ? 'R' : (result?.letter ?? ''),
      ]
    }),
    notes: [
      ...(shown.some((unit) => unit.is_condition) ? [t('students.graduation.doc.condition')] : []),
      ...sources,
    ],
  }
}

function summary(
  t: Translate,
  head: PaperHead,
  facts: RunFacts,
  live: Computed | undefined,
): [string, string][] {
  const exams = facts.exams.get(head.enrolment_id) ?? []
  return [
    [
      t('students.graduation.doc.average'),
      figureText((head.state === 'graduated' && head.average) || (live?.average ?? null), t),
    ],
    [t('students.graduation.doc.credits_passed'), figureText(passedCredits(head, facts), t)],
    ...examLines(t, facts.policy, exams),
    ...(head.decision_no ? graduated(t, head) : []),
  ]
}

/** Credits of the units passed, condition subjects among them. */
function passedCredits(head: PaperHead, { units, results }: RunFacts): string {
  const own = Map.groupBy(results.get(head.enrolment_id) ?? [], (row) => row.course_unit_id)
  return shortText(
    units.reduce((all, unit) => {
      const result = standingStudy(own.get(unit.id) ?? [])
      return result?.is_passed ? plus(all, exact(result.credits)) : all
    }, zero),
  )
}

/** The basis in words, with the decision's number where there is one. */
function sourceText(source: RecognisedSource | undefined, t: Translate): string {
  if (!source) return t('students.graduation.doc.by_decision')
  const key = `students.marks.basis.${source.basis}`
  const basis = t.has(key) ? t.dynamic(key) : source.basis
  return source.number ? `${basis} (${source.number})` : basis
}

/** The column after the grade: letters in credit mode; else only R for what was recognised. */
export const letterColumn = (mode: PaperHead['mode'], t: Translate): string =>
  t(mode === 'credit' ? 'students.graduation.doc.column.letter' : 'students.graduation.doc.column.note')

/** The last sitting of each part, as it enters the score. */
function examLines(t: Translate, policy: GradingPolicy, exams: readonly ExamMark[]): [string, string][] {
  return [...Map.groupBy(exams, (one) => one.kind)].map(([kind, sittings]) => {
    const last = sittings.at(-1)!
    const said =
      last.state === 'scored' && last.value !== null
        ? figureText(partTotal(policy, kind === 'thesis', last.value), t)
        : t.dynamic(`students.graduation.exam.state.${last.state}`)
    return [t.dynamic(`students.graduation.exam.${kind}`), said]
  })
}

function graduated(t: Translate, head: PaperHead): [string, string][] {
  const causes = downgradeCauses(head.steps ?? [])
  return [
    [t('students.graduation.score'), figureText(head.score, t)],
    [
      t('students.graduation.classification'),
      t.dynamic(`students.graduation.class.${head.classification ?? 'none'}`),
    ],
    ...(causes.length > 0
      ? [
          [t('students.graduation.doc.downgrade'), causes.map((cause) => say(t, cause)).join(' ')] as [
            string,
            string,
          ],
        ]
      : []),
    ...(head.title
      ? [
          [t('students.graduation.diploma_title'), t.dynamic(`students.graduation.title.${head.title}`)] as [
            string,
            string,
          ],
        ]
      : []),
    [
      t('students.graduation.doc.decision'),
      t('students.graduation.doc.decision_named', {
        number: head.decision_no ?? '',
        day: t.date(head.decision_date),
      }),
    ],
  ]
}
