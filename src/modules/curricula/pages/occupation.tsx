import { z } from 'zod'
import {
  listInstitutionOptions,
  searchInstitutions,
  searchOccupations,
  type InstitutionHit,
} from '#modules/institutions/index.ts'
import { notFound } from '#platform/errors.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { definePage } from '#platform/pages/page.ts'
import { Empty, Facts, PageHeader, Section, Table } from '#ui/index.ts'
import { listProgrammes } from '../store/programme.ts'
import { ProgrammeTable } from './list.tsx'

/** One occupation: the list it stands in, schools licensed for it, programmes that teach it. */
export const occupationPage = definePage({
  path: '/nganh-nghe/:code',
  permission: 'public',
  params: z.object({ code: z.string().max(20) }),
  async load({ db, params, today }) {
    const [occupation] = await searchOccupations(db, today, { code: params.code })
    if (!occupation) throw notFound()
    const { hits } = await searchInstitutions(db, { on: today, occupation: occupation.code }, { limit: 200 })
    const { rows } = await listProgrammes(
      db,
      today,
      { occupation: occupation.code, drafts: [] },
      { limit: 200 },
    )
    return {
      occupation,
      hits,
      rows,
      institutions: await listInstitutionOptions(db, undefined, { on: today }),
    }
  },
  title: ({ occupation }) => occupation.name,
  view: ({ occupation, hits, rows, institutions }, { t }) => (
    <>
      <PageHeader
        title={occupation.name}
        lead={`${t.dynamic(`institutions.level.${occupation.level}`)} · ${occupation.code}`}
        breadcrumb={[{ href: '/nganh-nghe', label: t('curricula.occupations.nav') }]}
        breadcrumbLabel={t('curricula.breadcrumb')}
      />
      <Facts
        items={[
          { label: t('curricula.occupations.list'), value: occupation.list_version, note: occupation.source },
          {
            label: t('curricula.occupations.in_force'),
            value: occupation.from_date
              ? t('curricula.occupations.from', {
                  from: t.date(occupation.from_date),
                  to: occupation.to_date ? t.date(occupation.to_date) : 'empty',
                })
              : t('curricula.occupations.no_date'),
          },
        ]}
      />
      <Section title={t('curricula.occupations.schools')}>
        <Schools hits={hits} code={occupation.code} t={t} />
      </Section>
      <Section title={t('curricula.occupations.programmes')}>
        {rows.length === 0 ? (
          <Empty title={t('curricula.occupations.no_programme')} />
        ) : (
          <ProgrammeTable rows={rows} institutions={institutions} t={t} />
        )}
      </Section>
    </>
  ),
})

function Schools({ hits, code, t }: { hits: readonly InstitutionHit[]; code: string; t: Translate }) {
  const quota = (hit: InstitutionHit) => hit.occupations.find((one) => one.code === code)?.quota
  return (
    <Table
      caption={t('curricula.occupations.schools')}
      rows={hits}
      rowKey={(hit) => hit.id}
      rowHref={(hit) => `/co-so/${hit.code}`}
      columns={[
        { key: 'name', label: t('curricula.field.institution') },
        {
          key: 'type',
          label: t('institutions.field.type'),
          render: (hit) => t.dynamic(`institutions.type.${hit.type}`),
        },
        {
          key: 'quota',
          label: t('curricula.field.quota'),
          align: 'end',
          render: (hit) => (quota(hit) ? t.number(quota(hit)!) : '–'),
        },
      ]}
      empty={<Empty title={t('curricula.occupations.no_school')} />}
    />
  )
}
