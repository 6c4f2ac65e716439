import type { ViewContext } from '#platform/pages/page.ts'
import { formatNumber } from '#platform/text/index.ts'
import { BoardSentence, Card, Cards, Section, Table } from '#ui/index.ts'
import {
  levelOf,
  overallLevel,
  resultsOf,
  strengthsOf,
  type DomainResult,
  type Framework,
} from '../assessment.ts'
import type { Suggestion } from '../store/assessments.ts'
import { levelName, named } from './named.ts'

export type ReportData = {
  framework: Framework
  scores: ReadonlyMap<string, number>
  before: ReadonlyMap<string, number> | undefined
  suggestions: readonly Suggestion[]
}

/** Components where a next step helps most, one for each domain. */
export function gapsOf(framework: Framework, scores: ReadonlyMap<string, number>): string[] {
  return resultsOf(framework, scores).flatMap((one) => one.gap?.component.code ?? [])
}

/** A result in words first: overall, strengths, then each domain with its next step and courses. */
export function Report({ data, context }: { data: ReportData; context: ViewContext }) {
  const { t } = context
  const { framework, scores } = data
  const results = resultsOf(framework, scores, data.before)
  const strengths = strengthsOf(results)
  const all = framework.domains.flatMap((domain) => domain.components)
  const overall = overallLevel(
    framework.rule,
    scores,
    all.map((component) => component.code),
  )
  return (
    <>
      {overall !== null && (
        <BoardSentence
          title={named(t, { name: framework.title, name_en: framework.title_en })}
          sentence={t('staff.competence.result.overall', { level: levelName(t, framework, overall) })}
          note={t('staff.competence.result.overall_rule', {
            share: t.percent(framework.rule.overall_share, 1),
          })}
        />
      )}
      <Section title={t('staff.competence.result.strengths')}>
        {strengths.length === 0 && <p>{t('staff.competence.result.no_strengths')}</p>}
        <ul class="bullets">
          {strengths.map((one) => (
            <li key={one.domain.code}>
              {t('staff.competence.result.strength', { domain: named(t, one.domain), mean: one.mean ?? 0 })}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('staff.competence.result.domains')}>
        <Cards>
          {results.map((one) => (
            <DomainCard key={one.domain.code} one={one} suggestions={data.suggestions} context={context} />
          ))}
        </Cards>
      </Section>
      <Section title={t('staff.competence.result.components')}>
        <Table
          caption={t('staff.competence.result.components')}
          rows={all}
          rowKey={(component) => component.code}
          columns={[
            {
              key: 'name',
              label: t('staff.competence.result.component'),
              render: (component) => `${component.code}. ${named(t, component)}`,
            },
            {
              key: 'level',
              label: t('staff.competence.result.level'),
              render: (component) =>
                levelName(t, framework, levelOf(framework.rule, scores.get(component.code) ?? 0)),
            },
            {
              key: 'score',
              label: t('staff.competence.result.reached'),
              align: 'end',
              render: (component) => t.number(scores.get(component.code) ?? 0),
            },
          ]}
        />
      </Section>
    </>
  )
}

function DomainCard({
  one,
  suggestions,
  context: { t },
}: {
  one: DomainResult
  suggestions: readonly Suggestion[]
  context: ViewContext
}) {
  const { gap } = one
  const courses = suggestions.filter((course) => course.component === gap?.component.code)
  return (
    <Card title={named(t, one.domain)} level={3}>
      <p>
        {one.mean !== null && t('staff.competence.result.mean', { mean: one.mean })}
        {one.change !== null && `, ${changeWords(one.change, t)}`}
      </p>
      {!gap && <p class="mt-2">{t('staff.competence.result.all_reached')}</p>}
      {gap && (
        <p class="mt-2">
          {t('staff.competence.result.next', {
            component: named(t, gap.component),
            statement: t.lang === 'vi' ? gap.next.vi : gap.next.en,
          })}
        </p>
      )}
      {gap && (
        <div class="mt-3">
          <p class="font-semibold">{t('staff.competence.result.courses')}</p>
          {courses.length === 0 && <p class="text-muted">{t('staff.competence.result.no_courses')}</p>}
          <ul class="grid gap-1">
            {courses.map((course) => (
              <li key={course.code}>
                <a href={course.run_id ? `/boi-duong/lop/${course.run_id}` : `/boi-duong/${course.code}`}>
                  {course.name}
                </a>
                <p class="text-sm text-muted">{courseWords(course, t)}</p>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  )
}

function courseWords(course: Suggestion, t: ViewContext['t']): string {
  const hours = formatNumber(course.hours, t.lang)
  return course.from_date
    ? t('staff.competence.result.course', { hours, day: t.date(course.from_date) })
    : t('staff.competence.result.course_waiting', { hours })
}

function changeWords(change: number, t: ViewContext['t']): string {
  if (change === 0) return t('staff.competence.result.same')
  return t(change > 0 ? 'staff.competence.result.up' : 'staff.competence.result.down', {
    change: Math.abs(change),
  })
}
