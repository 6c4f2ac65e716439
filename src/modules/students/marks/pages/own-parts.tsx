import type { Translate } from '#platform/i18n/index.ts'
import { Disclosure, Facts, Section, Table } from '#ui/index.ts'
import { explain, say } from '../../grading/explain.ts'
import type { Result } from '../../result.ts'
import { shownGrade, shownMark } from '../mark.ts'
import type { TermStanding } from '../standing.ts'
import type { OwnResults } from '../store/own.ts'

type Props = { own: OwnResults; t: Translate }

const figure = (value: string | null, t: Translate) => shownGrade(value, t.lang)

/** Results of a course of study by term, the latest first, each average with its calculation. `links`: results open. */
export function TermResults({ own, t, links }: Props & { links: boolean }) {
  return (
    <>
      {own.terms.toReversed().map((one) => (
        <Term key={one.term.key} one={one} own={own} t={t} links={links} />
      ))}
      {own.recognised.length > 0 && (
        <Section title={t('students.marks.own.recognised')} level={3}>
          <ResultTable
            results={own.recognised}
            caption={t('students.marks.own.recognised')}
            own={own}
            t={t}
            links={links}
          />
        </Section>
      )}
    </>
  )
}

function Term({ one, own, t, links }: Props & { one: TermStanding; links: boolean }) {
  const { average, scholarship, cumulative, classified, warnings } = one
  return (
    <Section title={one.term.name} level={3}>
      <ResultTable results={one.results} caption={one.term.name} own={own} t={t} links={links} />
      <div class="mt-3">
        <Facts
          items={[
            { label: t('students.marks.own.term_average'), value: figure(average.average, t) },
            ...(scholarship.average === average.average
              ? []
              : [{ label: t('students.marks.own.scholarship'), value: figure(scholarship.average, t) }]),
            { label: t('students.marks.own.cumulative'), value: figure(cumulative.average, t) },
            ...(classified
              ? [
                  {
                    label: t('students.marks.own.class'),
                    value: t.dynamic(`students.marks.class.${classified.classification}`),
                  },
                ]
              : []),
            ...(warnings.length > 0
              ? [
                  {
                    label: t('students.marks.own.warning'),
                    value: warnings.map((reason) => say(t, reason)).join(' '),
                    wide: true,
                  },
                ]
              : []),
          ]}
        />
        <Disclosure label={t('students.marks.own.how')}>
          <ol class="grid list-decimal gap-2 pl-6">
            {explain(t, own.policy, [
              ...average.steps,
              ...(classified?.steps ?? []),
              ...cumulative.steps,
            ]).map((sentence, at) => (
              <li key={`${at}${sentence}`}>{sentence}</li>
            ))}
          </ol>
        </Disclosure>
      </div>
    </Section>
  )
}

function ResultTable({
  results,
  caption,
  own,
  t,
  links,
}: Props & { results: readonly Result[]; caption: string; links: boolean }) {
  return (
    <Table
      caption={caption}
      rows={results}
      rowKey={(one) => one.id}
      rowHref={links ? (one) => `/ket-qua/${one.id}` : undefined}
      columns={[
        {
          key: 'unit',
          label: t('students.marks.field.unit'),
          render: (one) => `${one.unit_code} ${one.unit_name}`,
        },
        {
          key: 'credits',
          label: t('students.marks.field.credits'),
          align: 'end',
          render: (one) => shownMark(one.credits, t.lang),
        },
        {
          key: 'average',
          label: t('students.marks.field.average'),
          align: 'end',
          render: (one) => figure(one.average, t),
        },
        {
          key: 'exam',
          label: t('students.marks.field.exam'),
          align: 'end',
          render: (one) => figure(one.exam, t),
        },
        {
          key: 'grade',
          label: t('students.marks.field.grade'),
          align: 'end',
          render: (one) => [figure(one.grade, t), one.letter && `(${one.letter})`].filter(Boolean).join(' '),
        },
        {
          key: 'passed',
          label: t('students.marks.field.verdict'),
          render: (one) => <Why one={one} own={own} t={t} />,
        },
      ]}
    />
  )
}

/** Passed or not, and on opening why. */
function Why({ one, own, t }: Props & { one: Result }) {
  return (
    <Disclosure
      label={t(
        one.is_passed
          ? 'students.marks.row.passed'
          : !one.is_eligible
            ? 'students.marks.result.not_eligible'
            : one.grade === null
              ? 'students.marks.row.exam_open'
              : 'students.marks.row.failed',
      )}
    >
      <ul class="grid max-w-prose gap-1">
        {explain(t, own.policy, one.steps as Parameters<typeof explain>[2]).map((sentence, at) => (
          <li key={`${at}${sentence}`}>{sentence}</li>
        ))}
      </ul>
    </Disclosure>
  )
}
