import { z } from 'zod'
import { definePage } from '#platform/pages/page.ts'
import { Empty, LinkButton, PageHeader, Pager, type FilterChip } from '#ui/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { reachOf } from '../answers.ts'
import { indicatorCode, packCursor, unpackCursor } from '../input.ts'
import { filterAddress, memberFilter, MemberQuery } from '../member-query.ts'
import { dimLabel, wordsOf } from '../speech.ts'
import { askedMeasure, figuresActor } from '../store/board.ts'
import { getIndicator } from '../store/definitions.ts'
import { namesDay, noInstitution } from '../store/located.ts'
import { countMembers, listMembers } from '../store/members.ts'
import { listInstitutionNames, listPlaceNames, type NamedOption } from '../store/options.ts'
import { address, viewDay, type ViewDay } from '../view-day.ts'
import { placeName } from './breakdowns.tsx'
import { MemberFilters, MemberTable } from './member-list.tsx'

const pageSize = 50

/** The records behind a figure: who counts, who does not, and why. Counts are of all, names only within the reader's area. */
export const membersPage = definePage({
  path: '/chi-tieu/:code/danh-sach',
  permission: 'plan.read',
  params: z.object({ code: indicatorCode }),
  query: MemberQuery,
  async load({ app, actor, params, query, today }) {
    const at = viewDay(query, today)
    return app.database.read(figuresActor, async (db) => {
      const indicator = await getIndicator(db, params.code, at.asOf)
      const measure = askedMeasure(app, indicator, query.phan)
      const filter = memberFilter(query)
      const reach = reachOf(actor, measure)
      const found = await listMembers(db, measure, at, filter, reach, {
        after: unpackCursor(query.sau),
        limit: pageSize + 1,
      })
      return {
        at,
        query,
        indicator,
        measure,
        count: await countMembers(db, measure, at, filter, reach),
        rows: found.slice(0, pageSize),
        hasMore: found.length > pageSize,
        institutions: await listInstitutionNames(db, namesDay(at)),
        places: await listPlaceNames(db, namesDay(at)),
      }
    })
  },
  title: ({ indicator }, t) => t('plan.members.title', { code: indicator.code }),
  looks: ({ measure, rows }) =>
    measure.unit === 'person'
      ? { subject: 'people.person', ids: rows.map((row) => row.member_id) }
      : undefined,
  view: ({ at, query, indicator, measure, count, rows, hasMore, institutions, places }, { t }) => {
    const path = `/chi-tieu/${indicator.code}/danh-sach`
    const noun = measure.under ? t.dynamic(measure.under.noun) : wordsOf(t, indicator).noun
    const hidden = count.denominator - count.seen
    const numbers = {
      n: t.number(count.numerator),
      total: t.number(count.denominator),
      noun,
      seen: t.number(count.seen),
      hidden: t.number(hidden),
    }
    const file = (format: string) =>
      address(`/chi-tieu/${indicator.code}/tai-ve/${format}`, at, filterAddress(query))
    return (
      <>
        <PageHeader
          title={
            measure.under
              ? `${indicator.code} · ${t.dynamic(measure.under.title)}`
              : t('plan.members.title', { code: indicator.code })
          }
          count={numbers.total}
          lead={`${t('plan.members.lead', numbers)} ${t('plan.members.day', { day: t.date(at.asOf) })} ${hidden > 0 ? t('plan.members.hidden', numbers) : ''}`}
          breadcrumb={[
            { href: address('/chi-tieu', at), label: t('plan.board.title') },
            {
              href: address(`/chi-tieu/${indicator.code}`, at),
              label: `${indicator.code} · ${wordsOf(t, indicator).name}`,
            },
          ]}
          breadcrumbLabel={t('plan.breadcrumb')}
          actions={
            <>
              <LinkButton href={file('xlsx')} kind="secondary" icon="sheet">
                {t('plan.members.xlsx')}
              </LinkButton>
              <LinkButton href={file('csv')} kind="ghost" icon="download">
                {t('plan.members.csv')}
              </LinkButton>
            </>
          }
        />
        <MemberFilters
          query={query}
          at={at}
          t={t}
          institutions={institutions}
          places={places}
          chips={chipsOf({ query, at, t, path, institutions, places, measure: measure.name })}
          clearHref={address(path, at, { phan: query.phan })}
        />
        <MemberTable
          rows={rows}
          caption={t('plan.members.title', { code: indicator.code })}
          t={t}
          empty={
            <Empty title={t(hidden > 0 ? 'plan.members.all_hidden' : 'plan.members.empty')}>
              {t(hidden > 0 ? 'plan.members.all_hidden_hint' : 'plan.members.empty_hint')}
            </Empty>
          }
        />
        <Pager
          label={t('plan.members.pager')}
          previous={query.sau ? address(path, at, filterAddress(query)) : undefined}
          next={
            hasMore ? address(path, at, { ...filterAddress(query), sau: packCursor(rows.at(-1)) }) : undefined
          }
          previousLabel={t('plan.members.first')}
          nextLabel={t('app.page.next')}
          summary={t('plan.members.shown', { shown: t.number(rows.length), seen: numbers.seen })}
        />
      </>
    )
  },
})

type ChipParts = {
  query: MemberQuery
  at: ViewDay
  t: Translate
  path: string
  institutions: NamedOption[]
  places: NamedOption[]
  measure: string
}

/** The filters in force, each with the address that takes it away. */
function chipsOf({ query, at, t, path, institutions, places, measure }: ChipParts): FilterChip[] {
  const filter = memberFilter(query)
  const place = filter.place
  const labels: [name: keyof ReturnType<typeof filterAddress>, label: string | undefined][] = [
    [
      'co-so',
      filter.institution === noInstitution
        ? t('plan.by.no_institution')
        : filter.institution &&
          (institutions.find((one) => one.value === filter.institution)?.label ??
            t('plan.field.institution')),
    ],
    [
      'dia-ban',
      place && placeName(t, { code: place, name: places.find((one) => one.value === place)?.label ?? null }),
    ],
    ['tinh', query.tinh && t(query.tinh === 'co' ? 'plan.member.yes' : 'plan.member.no')],
    [
      'loc',
      filter.dim &&
        `${dimLabel(t, measure, filter.dim.key)}: ${dimLabel(t, measure, filter.dim.key, filter.dim.value)}`,
    ],
  ]
  return labels.flatMap(([name, label]) =>
    label
      ? [
          {
            label,
            removeHref: address(path, at, { ...filterAddress(query), [name]: undefined }),
            removeLabel: t('plan.members.remove', { label }),
          },
        ]
      : [],
  )
}
