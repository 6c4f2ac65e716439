import type { Translate } from '#platform/i18n/index.ts'
import { say } from '../grading/explain.ts'
import type { Judgement } from './anomaly.ts'
import { shownMark } from './mark.ts'

/** What a line of the sheet says beside its marks, in words: the page shows it and the answer of each save carries it. */
export type RowWords = {
  average: string
  /** Hours attended of those planned, as a share. */
  attendance: string
  standing: string
  /** How the standing is shown. */
  tone: 'fine' | 'waiting' | 'stop'
  grade: string
  letter: string
  verdict: string
}

const none = '–'

export function rowWords(t: Translate, line: Judgement, mode: 'year' | 'credit'): RowWords {
  const { verdict } = line
  const figure = (value: string | null) => (value === null ? none : shownMark(value, t.lang))
  return {
    average: figure(verdict.average),
    attendance: attendanceWords(t, line),
    ...standingWords(t, line),
    grade: figure(verdict.grade),
    letter: mode === 'credit' ? (verdict.letter ?? none) : '',
    verdict: verdictWords(t, line),
  }
}

function attendanceWords(t: Translate, { verdict, hours }: Judgement): string {
  if (verdict.hours_planned === null || verdict.hours_attended === null) return none
  const share = t.percent(Number(verdict.hours_attended), Number(verdict.hours_planned))
  return hours?.is_complete ? share : t('students.marks.row.at_most', { share })
}

function standingWords(t: Translate, { verdict, is_spared }: Judgement): Pick<RowWords, 'standing' | 'tone'> {
  if (is_spared && verdict.eligible) return { standing: t('students.marks.row.spared'), tone: 'fine' }
  if (verdict.eligible) return { standing: t('students.marks.row.eligible'), tone: 'fine' }
  const isOpen = verdict.reasons.every((reason) => reason.code.endsWith('_missing'))
  // Which tests are missing stands in the cells beside it.
  if (isOpen) return { standing: t('students.marks.row.tests_missing'), tone: 'waiting' }
  return {
    standing: verdict.reasons.map((reason) => say(t, reason)).join(' '),
    tone: 'stop',
  }
}

function verdictWords(t: Translate, { verdict }: Judgement): string {
  if (verdict.grade === null) return verdict.eligible ? t('students.marks.row.exam_open') : none
  const passed = t(verdict.passed ? 'students.marks.row.passed' : 'students.marks.row.failed')
  return verdict.sittings > 1
    ? `${passed} · ${t('students.marks.row.sittings', { count: verdict.sittings })}`
    : passed
}
