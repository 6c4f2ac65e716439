import { z } from 'zod'
import { listInstitutionOptions, type InstitutionOption } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { definePage } from '#platform/pages/page.ts'
import {
  Button,
  Empty,
  Filters,
  LinkButton,
  PageHeader,
  Pager,
  Select,
  Table,
  type FilterChip,
} from '#ui/index.ts'
import { levels } from '../programme.ts'
import { listProgrammes, type ProgrammeRow } from '../store/programme.ts'
import { decimal, StateBadge } from './parts.tsx'

const Query = z.object({
  q: z.string().trim().max(120).optional().catch(undefined),
  trinh_do: z.enum(levels).optional().catch(undefined),
  co_so: z.string().trim().max(80).optional().catch(undefined),
  nghe: z.string().trim().max(20).optional().catch(undefined),
  after: z.string().max(600).optional().catch(undefined),
})
type Query = z.output<typeof Query>
const path = '/chuong-trinh'
const limit = 50

/** All programmes of the province: what was decided for everybody, drafts for those who work on them. */
export const programmeList = definePage({
  path,
  permission: 'public',
  query: Query,
  async load({ db, query, today, actor }) {
    const institutions = await listInstitutionOptions(db, undefined, { on: today })
    const chosen = institutions.find((one) => one.code === query.co_so)
    const { rows, total } = await listProgrammes(
      db,
      today,
      {
        text: query.q,
        level: query.trinh_do,
        institution: chosen?.id,
        occupation: query.nghe,
        drafts: reach(actor, 'curricula.read'),
      },
      { after: readCursor(query.after), limit: limit + 1 },
    )
    return { query, institutions, rows: rows.slice(0, limit), hasMore: rows.length > limit, total }
  },
  title: (_data, t) => t('curricula.nav'),
  view: ({ query, institutions, rows, hasMore, total }, { t, may }) => {
    const last = rows.at(-1)
    return (
      <>
        <PageHeader
          title={t('curricula.nav')}
          count={t.number(total)}
          lead={t('curricula.list.lead')}
          actions={
            <>
              <LinkButton href="/nganh-nghe" kind="secondary" icon="list">
                {t('curricula.occupations.nav')}
              </LinkButton>
              {may('curricula.edit') && (
                <>
                  <LinkButton href="/nhap-du-lieu/tai-len/programme" kind="secondary" icon="upload">
                    {t('curricula.list.import')}
                  </LinkButton>
                  <LinkButton href="/chuong-trinh/moi" icon="plus">
                    {t('curricula.new.open')}
                  </LinkButton>
                </>
              )}
            </>
          }
        />
        <ListFilters query={query} institutions={institutions} t={t} />
        <ProgrammeTable rows={rows} institutions={institutions} t={t} />
        <Pager
          label={t('curricula.list.pages')}
          previousLabel={t('curricula.list.first_page')}
          nextLabel={t('curricula.list.next_page')}
          previous={query.after && addressOf(query, { after: undefined })}
          next={hasMore && last ? addressOf(query, { after: cursorOf(last) }) : undefined}
        />
      </>
    )
  },
})

function addressOf(query: Query, change: Partial<Record<keyof Query, string | undefined>>): string {
  const all = Object.entries({ ...query, ...change }).filter(([, value]) => value !== undefined)
  return all.length > 0 ? `${path}?${new URLSearchParams(all as [string, string][])}` : path
}

const cursorOf = (row: ProgrammeRow) => JSON.stringify([row.is_exact, row.name, row.id])

function readCursor(text: string | undefined) {
  if (!text) return undefined
  const parsed = z
    .string()
    .transform((value, context): unknown => {
      try {
        return JSON.parse(value)
      } catch {
        context.addIssue({ code: 'custom' })
        return undefined
      }
    })
    .pipe(z.tuple([z.boolean(), z.string(), z.uuid()]))
    .safeParse(text)
  if (!parsed.success) return undefined
  const [exact, name, id] = parsed.data
  return { exact, name, id }
}

function ListFilters({
  query,
  institutions,
  t,
}: {
  query: Query
  institutions: InstitutionOption[]
  t: Translate
}) {
  return (
    <Filters
      search={{
        name: 'q',
        label: t('curricula.list.search'),
        value: query.q,
        button: t('curricula.list.search_button'),
      }}
      chips={chips(query, institutions, t)}
      lead={t('curricula.list.showing')}
      clearHref={path}
      clearLabel={t('curricula.list.clear')}
      moreLabel={t('curricula.list.filter')}
      moreOpen={Boolean(query.trinh_do ?? query.co_so)}
      hidden={{ nghe: query.nghe }}
      more={
        <>
          <Select
            name="trinh_do"
            label={t('curricula.field.level')}
            value={query.trinh_do}
            placeholder=""
            options={levels.map((value) => ({ value, label: t.dynamic(`institutions.level.${value}`) }))}
          />
          <Select
            name="co_so"
            label={t('curricula.field.institution')}
            value={query.co_so}
            placeholder=""
            options={institutions.map((one) => ({ value: one.code, label: one.name }))}
          />
          <Button kind="secondary">{t('curricula.list.apply')}</Button>
        </>
      }
    />
  )
}

function chips(query: Query, institutions: InstitutionOption[], t: Translate): FilterChip[] {
  const chip = (name: keyof Query, label: string): FilterChip => ({
    label,
    removeHref: addressOf(query, { [name]: undefined, after: undefined }),
    removeLabel: t('curricula.list.remove', { what: label }),
  })
  const school = institutions.find((one) => one.code === query.co_so)
  return [
    ...(query.q ? [chip('q', `“${query.q}”`)] : []),
    ...(query.trinh_do ? [chip('trinh_do', t.dynamic(`institutions.level.${query.trinh_do}`))] : []),
    ...(school ? [chip('co_so', school.name)] : []),
    ...(query.nghe ? [chip('nghe', query.nghe)] : []),
  ]
}

export function ProgrammeTable(props: {
  rows: readonly ProgrammeRow[]
  institutions: readonly InstitutionOption[]
  t: Translate
}) {
  const { t, rows } = props
  const names = new Map(props.institutions.map((one) => [one.id, one.name]))
  return (
    <Table
      caption={t('curricula.nav')}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/chuong-trinh/${row.id}`}
      columns={[
        { key: 'name', label: t('curricula.field.programme') },
        {
          key: 'level',
          label: t('curricula.field.level'),
          render: (row) => t.dynamic(`institutions.level.${row.level}`),
        },
        {
          key: 'institution',
          label: t('curricula.field.institution'),
          render: (row) => names.get(row.institution_id) ?? '–',
        },
        {
          key: 'credits',
          label: t('curricula.field.credits'),
          align: 'end',
          render: (row) => decimal(row.credits, t),
        },
        {
          key: 'hours',
          label: t('curricula.field.hours'),
          align: 'end',
          render: (row) => decimal(row.hours, t),
        },
        { key: 'state', label: t('curricula.field.state'), render: (row) => <States row={row} t={t} /> },
      ]}
      empty={
        <Empty title={t('curricula.list.empty')} action={{ href: path, label: t('curricula.list.clear') }}>
          {t('curricula.list.empty_hint')}
        </Empty>
      }
    />
  )
}

function States({ row, t }: { row: ProgrammeRow; t: Translate }) {
  return (
    <div class="flex flex-wrap gap-2">
      {row.state && <StateBadge state={row.state} t={t} />}
      {row.draft_state && <StateBadge state={row.draft_state} t={t} />}
    </div>
  )
}
