import type { Translate } from '#platform/i18n/index.ts'
import { Facts, Section, type Fact } from '#ui/index.ts'
import type { CourseUnit } from '../course-unit.ts'
import { creditsToTake, fromTenths, totalsOf } from '../rules/structure.ts'
import type { Version } from '../version.ts'
import { activeWords, electiveWords } from './parts.tsx'

/** What a version says of itself, in the order of the document. */
export function VersionFacts({
  version,
  units,
  t,
}: {
  version: Version
  units: readonly CourseUnit[]
  t: Translate
}) {
  const totals = totalsOf(units)
  const electives = electiveWords(version, units, t)
  const items: Fact[] = [
    {
      label: t('curricula.field.occupation'),
      value: version.occupation_code ? (
        <a href={`/nganh-nghe/${version.occupation_code}`}>{version.occupation_code}</a>
      ) : (
        '–'
      ),
    },
    { label: t('curricula.field.code'), value: version.code },
    {
      label: t('curricula.field.duration_months'),
      value: version.duration_months ? t('curricula.months', { count: version.duration_months }) : '–',
    },
    {
      label: t('curricula.field.volume'),
      value: t('curricula.volume', {
        credits: fromTenths(creditsToTake(units, version.elective_credits)),
        hours: t.number(totals.total),
        units: units.length,
      }),
    },
    ...(electives ? [{ label: t('curricula.field.elective_credits'), value: electives }] : []),
    { label: t('curricula.field.mode'), value: t.dynamic(`curricula.mode.${version.mode}`) },
    {
      label: t('curricula.field.study_form'),
      value: t.dynamic(`curricula.study_form.${version.study_form}`),
    },
    ...(version.decision_no
      ? [
          {
            label: t('curricula.field.decision'),
            value: t('curricula.decision', {
              number: version.decision_no,
              day: t.date(version.decision_date),
            }),
          },
        ]
      : []),
    ...(version.active_from
      ? [
          {
            label: t('curricula.field.active'),
            value: activeWords(version, t),
          },
        ]
      : []),
  ]
  return (
    <>
      <div class="mt-6">
        <Facts items={items} />
      </div>
      {(
        [
          'entry_requirement',
          'objectives',
          'job_positions',
          'change_note',
          'new_technology_note',
          'delivery_note',
        ] as const
      ).map((field) =>
        version[field] === '' ? null : (
          <Section key={field} level={3} title={t.dynamic(`curricula.field.${field}`)}>
            <p class="max-w-prose whitespace-pre-line">{version[field]}</p>
          </Section>
        ),
      )}
    </>
  )
}
