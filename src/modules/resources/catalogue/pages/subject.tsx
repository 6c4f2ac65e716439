import { z } from 'zod'
import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Empty, Form, LinkButton, PageHeader, SearchBox, Table } from '#ui/index.ts'
import { resourcePath } from '../../resource.ts'
import { addSubject } from '../actions/add-subject.ts'
import { getDraft } from '../rights.ts'
import { findOpenId } from '../store/draft.ts'
import { listSubjects, searchUnits } from '../store/subject.ts'
import { getResource } from '../store/version.ts'
import { codeParams } from './draft.tsx'
import { titleText } from './words.tsx'

const most = 40

/** Finds the subject or module a draft is for: one press tags it with occupation, level and digital competence too. */
export const subjectPage = definePage({
  path: '/hoc-lieu/:code/soan/mon-hoc',
  permission: 'resources.contribute',
  params: codeParams,
  query: z.object({ q: z.string().trim().max(200).optional().catch(undefined) }),
  async load({ db, params, query, actor, today }) {
    const resource = await getResource(db, params.code)
    const open = await findOpenId(db, resource.id)
    if (!open) throw notFound()
    const version = await getDraft(db, actor, open)
    const institution = version.institution_id
    const hits = query.q ? await searchUnits(db, { text: query.q, day: today, institution }, most) : []
    const schools = await listInstitutionOptions(db, undefined, { on: today })
    return {
      version,
      query,
      hits,
      chosen: new Set((await listSubjects(db, version.id)).units.map((one) => one.unit_id)),
      names: new Map(schools.map((one) => [one.id, one.name])),
    }
  },
  title: (_data, t) => t('resources.catalogue.subject_title'),
  forms: {
    add: defineForm({
      action: addSubject,
      then: ({ code, name }) => ({
        to: `${resourcePath(code)}/soan#p-subjects`,
        say: 'resources.catalogue.subject_added',
        params: { name },
      }),
    }),
  },
  view: ({ version, query, hits, chosen, names }, { t, form }) => (
    <>
      <PageHeader
        title={t('resources.catalogue.subject_title')}
        lead={t('resources.catalogue.subject_lead')}
        breadcrumb={[{ href: `${resourcePath(version.code)}/soan`, label: titleText(version, t) }]}
        breadcrumbLabel={t('resources.crumbs')}
        actions={
          <LinkButton href={`${resourcePath(version.code)}/soan`} kind="secondary">
            {t('resources.catalogue.back_to_draft')}
          </LinkButton>
        }
      />
      <SearchBox
        label={t('resources.catalogue.find_subject')}
        value={query.q}
        button={t('resources.catalogue.find_subject_act')}
      />
      {query.q && (
        <div class="mt-6">
          <Table
            caption={t('resources.catalogue.subject_hits')}
            rows={hits}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'name',
                label: t('resources.catalogue.subject'),
                render: (row) => `${row.code} ${row.name}`.trim(),
              },
              {
                key: 'programme',
                label: t('resources.catalogue.programme'),
                render: (row) => `${row.programme} (${t.dynamic(`institutions.level.${row.level}`)})`,
              },
              {
                key: 'school',
                label: t('resources.catalogue.school'),
                render: (row) => names.get(row.institution_id) ?? '–',
              },
              {
                key: 'act',
                label: t('resources.catalogue.choose'),
                render: (row) =>
                  chosen.has(row.id) ? (
                    t('resources.catalogue.subject_chosen')
                  ) : (
                    <Form bare hidden={{ ...form.hidden('add'), id: version.id, unit: row.id }}>
                      <Button
                        small
                        kind="secondary"
                        label={t('resources.catalogue.subject_choose', { name: `${row.code} ${row.name}` })}
                      >
                        {t('resources.catalogue.choose')}
                      </Button>
                    </Form>
                  ),
              },
            ]}
            empty={
              <Empty title={t('resources.catalogue.subject_none')}>
                {t('resources.catalogue.subject_none_hint')}
              </Empty>
            }
          />
        </div>
      )}
    </>
  ),
})
