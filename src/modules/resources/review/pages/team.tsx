import { z } from 'zod'
import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { may, reach } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { Button, Empty, Form, PageHeader, SearchInput, Section, Select, Table } from '#ui/index.ts'
import { placeOf } from '../../catalogue/rights.ts'
import { addMember, removeMember } from '../actions/team.ts'
import { listMembers, searchCandidates } from '../store/team.ts'

const path = '/hoc-lieu/to-tham-dinh'
const Query = z.object({
  co_so: z.string().trim().max(80).optional().catch(undefined),
  q: z.string().trim().max(120).optional().catch(undefined),
})
type Query = z.output<typeof Query>
const back = ({ request }: { request: Request }) => `${path}${new URL(request.url).search}`

/** Who may review beside the offices: a school's team, or the shared one of the province. */
export const teamPage = definePage({
  path,
  permission: 'resources.decide',
  query: Query,
  load: loadTeam,
  about: ({ place }) => place,
  title: (_data, t) => t('resources.review.team'),
  forms: {
    add: defineForm({
      action: addMember,
      then: ({ name }, context) => ({
        to: back(context),
        say: 'resources.review.member_added',
        params: { name },
      }),
    }),
    end: defineForm({
      action: removeMember,
      then: ({ name }, context) => ({
        to: back(context),
        say: 'resources.review.member_ended',
        params: { name },
      }),
    }),
  },
  view: (data, context) => {
    const { members, names, chosen } = data
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('resources.review.team')}
          lead={t(chosen ? 'resources.review.team_school' : 'resources.review.team_province')}
          breadcrumb={[{ href: '/hoc-lieu/tham-dinh', label: t('resources.review.queue') }]}
          breadcrumbLabel={t('resources.crumbs')}
        />
        <SchoolChoice data={data} context={context} />
        <Table
          caption={t('resources.review.team')}
          rows={members}
          rowKey={(row) => row.id}
          columns={[
            { key: 'name', label: t('resources.review.member') },
            { key: 'from', label: t('resources.review.member_from'), render: (row) => t.date(row.from_date) },
            {
              key: 'to',
              label: t('resources.review.member_to'),
              render: (row) => t.date(row.to_date) || '–',
            },
            {
              key: 'act',
              label: t('resources.review.member_act'),
              render: (row) =>
                row.to_date === null && (
                  <Form bare hidden={{ ...form.hidden('end', { version: row.version }), id: row.id }}>
                    <Button
                      small
                      kind="ghost"
                      label={t('resources.review.member_end_of', { name: row.name })}
                    >
                      {t('resources.review.member_end')}
                    </Button>
                  </Form>
                ),
            },
          ]}
          empty={<Empty title={t('resources.review.no_members')} />}
        />
        <Find data={data} names={names} context={context} />
      </>
    )
  },
})

type Data = Awaited<ReturnType<typeof loadTeam>>

async function loadTeam({ db, actor, query, today }: LoadContext<Record<string, string>, Query>) {
  const within = reach(actor, 'resources.decide')
  const all = await listInstitutionOptions(db, undefined, { on: today })
  const schools = within === 'all' ? all : all.filter((one) => within.includes(one.id))
  const isWide = may(actor, 'resources.decide', { province: true })
  const chosen = schools.find((one) => one.code === query.co_so) ?? (isWide ? undefined : schools[0])
  if (!chosen && !isWide) throw notFound()
  const institution = chosen?.id ?? null
  return {
    query,
    schools,
    isWide,
    chosen,
    place: placeOf({ institution_id: institution }),
    members: await listMembers(db, institution),
    hits: query.q ? await searchCandidates(db, { text: query.q, institution, day: today }, 30) : [],
    names: new Map(all.map((one) => [one.id, one.name])),
  }
}

function SchoolChoice({ data, context: { t } }: { data: Data; context: ViewContext }) {
  const { schools, isWide, chosen } = data
  if (!isWide && schools.length < 2) return null
  return (
    <form class="mb-6 flex flex-wrap items-end gap-4" method="get">
      <Select
        name="co_so"
        label={t('resources.review.team_of')}
        value={chosen?.code}
        placeholder={isWide ? t('resources.review.shared_team') : undefined}
        options={schools.map((one) => ({ value: one.code, label: one.name }))}
      />
      <div class="mb-4">
        <Button kind="secondary">{t('resources.catalogue.look')}</Button>
      </div>
    </form>
  )
}

function Find({
  data,
  names,
  context: { t, form },
}: {
  data: Data
  names: ReadonlyMap<string, string>
  context: ViewContext
}) {
  const { query, hits, chosen, members } = data
  const there = new Set(members.filter((one) => one.to_date === null).map((one) => one.person_id))
  return (
    <Section title={t('resources.review.add_member')} lead={t('resources.review.add_member_lead')}>
      <form class="search-box" role="search" method="get" aria-label={t('resources.review.find_member')}>
        {chosen && <input type="hidden" name="co_so" value={chosen.code} />}
        <SearchInput
          label={t('resources.review.find_member')}
          value={query.q}
          button={t('resources.catalogue.search_button')}
        />
      </form>
      {query.q && (
        <div class="mt-4">
          <Table
            caption={t('resources.review.find_member')}
            rows={hits}
            rowKey={(row) => row.person_id}
            columns={[
              { key: 'full_name', label: t('resources.review.member') },
              {
                key: 'school',
                label: t('resources.catalogue.school'),
                render: (row) => names.get(row.institution_id) ?? '–',
              },
              {
                key: 'act',
                label: t('resources.review.member_act'),
                render: (row) =>
                  there.has(row.person_id) ? (
                    t('resources.review.member_there')
                  ) : (
                    <Form
                      bare
                      hidden={{ ...form.hidden('add'), person: row.person_id, institution: chosen?.id }}
                    >
                      <Button
                        small
                        kind="secondary"
                        label={t('resources.review.member_add_of', { name: row.full_name })}
                      >
                        {t('resources.review.member_add')}
                      </Button>
                    </Form>
                  ),
              },
            ]}
            empty={<Empty title={t('resources.review.nobody_found')} />}
          />
        </div>
      )}
    </Section>
  )
}
