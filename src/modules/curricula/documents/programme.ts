import type { Translate } from '#platform/i18n/index.ts'
import { renderPdf } from '#platform/documents/index.ts'
import { unitGroups, type CourseUnit } from '../course-unit.ts'
import { outcomeKinds, type Outcome } from '../outcome.ts'
import { competenceWords } from '../pages/outcome-list.tsx'
import { activeWords, decimal, electiveWords, groupTitle } from '../pages/parts.tsx'
import { creditsToTake, fromTenths, totalsOf } from '../rules/structure.ts'
import type { Content } from '../store/content.ts'
import type { Framework } from '../store/framework.ts'
import { isPublished, type Version } from '../version.ts'
import outcomesTemplate from './outcomes.typ?raw'
import programmeTemplate from './programme.typ?raw'

/** What a document is made of; `t` speaks Vietnamese, the language the law asks for. */
export type Printed = {
  version: Version
  content: Content
  framework: Framework
  school: string
  t: Translate
}

const none = '(chưa có)'

/** The programme document with the eleven parts of Thông tư 03/2017/TT-BLĐTBXH, as PDF/A. */
export function programmePdf(printed: Printed): Promise<Uint8Array> {
  const { version, content, t } = printed
  const duration =
    version.duration_months === null ? none : t('curricula.months', { count: version.duration_months })
  const value = {
    ...head(printed),
    name: version.name,
    occupation: version.occupation_code ?? 'Do cơ sở đào tạo đặt',
    level: t.dynamic(`institutions.level.${version.level}`),
    entry: version.entry_requirement || none,
    duration,
    objectives: version.objectives || none,
    outcomes: outcomeKinds.flatMap((kind) => {
      const lines = content.outcomes.filter((one) => one.kind === kind)
      return lines.length === 0
        ? []
        : [
            {
              title: t.dynamic(`curricula.outcome.${kind}`),
              lines: lines.map(({ code, statement }) => ({ code, statement })),
            },
          ]
    }),
    jobs: version.job_positions || none,
    course: version.active_from ? `${duration}. ${activeWords(version, t)}` : duration,
    volume: volumeLines(version, content.units, t),
    groups: unitGroups.flatMap((group) => {
      const own = content.units.filter((unit) => unit.unit_group === group)
      return own.length === 0
        ? []
        : [{ title: groupTitle(group, version.elective_credits, t), rows: own.map((unit) => rowOf(unit, t)) }]
    }),
    total: totalRow(version, content.units),
    syllabi: content.units
      .filter((unit) => unit.syllabus !== '')
      .map((unit) => ({
        title: `${unit.code} ${unit.name}`.trim(),
        hours: t('curricula.units.hours', {
          total: unit.hours_total,
          theory: unit.hours_theory,
          practice: unit.hours_practice,
          test: unit.hours_test,
        }),
        text: unit.syllabus,
      })),
    unwritten: unwrittenOf(content.units),
    guide: version.usage_guide || none,
  }
  return renderPdf(programmeTemplate, value, { ...options(version, 'Chương trình đào tạo') })
}

/** The published learning outcomes with the digital competence each asks for, as PDF/A. */
export function outcomesPdf(printed: Printed): Promise<Uint8Array> {
  const { version, content, framework, t } = printed
  const competences = (one: Outcome) =>
    content.levels
      .filter((level) => level.outcome_id === one.id)
      .map((level) => competenceWords(level, framework, t))
      .join('; ')
  const groups = outcomeKinds.flatMap((kind) => {
    const own = content.outcomes.filter((one) => one.kind === kind)
    const rows = own.map((one) => [one.code, one.statement, competences(one)])
    return own.length === 0 ? [] : [{ title: t.dynamic(`curricula.outcome.${kind}`), rows }]
  })
  const isMapped = content.levels.length > 0
  const value = {
    ...head(printed),
    groups,
    framework: isMapped ? `Năng lực số theo ${framework.title}.` : null,
  }
  return renderPdf(outcomesTemplate, value, options(version, 'Chuẩn đầu ra'))
}

function head({ version, school, t }: Printed) {
  return {
    school,
    decision: version.decision_no ?? '',
    about: `${version.name}, trình độ ${t.dynamic(`institutions.level.${version.level}`).toLowerCase()}, phiên bản ${version.number}`,
    mark: markOf(version),
  }
}

/** What a reader must not overlook: a draft is no programme, example data no document. */
function markOf(version: Version): string | null {
  if (version.is_demo) return 'Bản ví dụ, không có giá trị sử dụng'
  return isPublished(version.state) ? null : 'Bản dự thảo, chưa ban hành'
}

function options(version: Version, title: string) {
  const at = new Date(`${version.decision_date ?? '2000-01-01'}T00:00:00Z`)
  return { title: `${title} ${version.code}`, lang: 'vi' as const, pdfa: true, at }
}

/** Which subjects have no detailed syllabus yet: said once, not left out. */
function unwrittenOf(units: readonly CourseUnit[]): string | null {
  const missing = units.filter((unit) => unit.syllabus === '').map((unit) => unit.code || unit.name)
  return missing.length === 0 ? null : `Chưa có chương trình chi tiết: ${missing.join(', ')}.`
}

function volumeLines(version: Version, units: readonly CourseUnit[], t: Translate): string[] {
  const sums = totalsOf(units)
  const electives = electiveWords(version, units, t)
  const of = (test: (unit: CourseUnit) => boolean) => t.number(totalsOf(units.filter(test)).total)
  return [
    `Số lượng môn học, mô đun: ${units.length}`,
    `Khối lượng toàn khóa: ${fromTenths(creditsToTake(units, version.elective_credits))} tín chỉ, ${t.number(sums.total)} giờ`,
    ...(electives ? [`${t('curricula.field.elective_credits')}: ${electives}`] : []),
    `Khối lượng các môn học chung: ${of((unit) => unit.unit_group === 'general')} giờ`,
    `Khối lượng các môn học, mô đun chuyên môn: ${of((unit) => unit.unit_group !== 'general')} giờ`,
    `Lý thuyết: ${t.number(sums.theory)} giờ; thực hành, thực tập, thí nghiệm: ${t.number(sums.practice)} giờ; kiểm tra: ${t.number(sums.test)} giờ`,
  ]
}

function rowOf(unit: CourseUnit, t: Translate): string[] {
  const hours = [unit.hours_total, unit.hours_theory, unit.hours_practice, unit.hours_test]
  return [unit.code, unit.name, unit.credits === null ? '' : decimal(unit.credits, t), ...hours.map(String)]
}

function totalRow(version: Version, units: readonly CourseUnit[]): string[] {
  const sums = totalsOf(units)
  return [
    '',
    'Tổng cộng',
    fromTenths(creditsToTake(units, version.elective_credits)),
    ...[sums.total, sums.theory, sums.practice, sums.test].map(String),
  ]
}
