import type { Translate } from '#platform/i18n/index.ts'
import {
  Badge,
  Button,
  Filters,
  FormActions,
  Select,
  Table,
  type Children,
  type FilterChip,
} from '#ui/index.ts'
import type { MemberQuery } from '../member-query.ts'
import { noPlace } from '../store/located.ts'
import type { Member } from '../store/members.ts'
import type { NamedOption } from '../store/options.ts'
import type { ViewDay } from '../view-day.ts'
import { placeName } from './breakdowns.tsx'
import { DayFields } from './standing.tsx'

/** Members with their school, ward, whether they count and why. */
export function MemberTable({
  rows,
  caption,
  t,
  empty,
}: {
  rows: Member[]
  caption: string
  t: Translate
  empty: Children
}) {
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.member_id}
      rowHref={(row) => row.href ?? undefined}
      columns={[
        { key: 'label', label: t('plan.member.label') },
        {
          key: 'institution',
          label: t('plan.member.institution'),
          render: (row) => row.institution_name ?? t('plan.by.no_institution'),
        },
        {
          key: 'place',
          label: t('plan.member.place'),
          render: (row) => placeName(t, { code: row.place_code ?? noPlace, name: row.place_name }),
        },
        {
          key: 'counts',
          label: t('plan.member.counts'),
          render: (row) => (
            <Badge kind={row.counts ? 'success' : 'neutral'}>
              {t(row.counts ? 'plan.member.yes' : 'plan.member.no')}
            </Badge>
          ),
        },
        {
          key: 'why',
          label: t('plan.member.why'),
          render: (row) => t.dynamic(row.reason, row.reason_params ?? undefined),
        },
      ]}
      empty={empty}
    />
  )
}

type FilterParts = {
  query: MemberQuery
  at: ViewDay
  t: Translate
  institutions: NamedOption[]
  places: NamedOption[]
  chips: FilterChip[]
  clearHref: string
}

/** The filters of the list; the address holds all of them. */
export function MemberFilters({ query, at, t, institutions, places, chips, clearHref }: FilterParts) {
  return (
    <Filters
      lead={t('plan.members.filtered')}
      chips={chips}
      clearHref={chips.length > 1 ? clearHref : undefined}
      clearLabel={t('plan.members.clear')}
      hidden={{ loc: query.loc }}
      moreLabel={t('plan.members.more')}
      moreOpen={at.problem !== null}
      more={
        <>
          <Select
            name="co-so"
            label={t('plan.member.institution')}
            value={query['co-so']}
            placeholder={t('plan.members.any')}
            options={institutions}
          />
          <Select
            name="dia-ban"
            label={t('plan.member.place')}
            value={query['dia-ban']}
            placeholder={t('plan.members.any')}
            options={places}
            width="half"
          />
          <Select
            name="tinh"
            label={t('plan.member.counts')}
            value={query.tinh}
            placeholder={t('plan.members.any')}
            width="half"
            options={[
              { value: 'co', label: t('plan.member.yes') },
              { value: 'chua', label: t('plan.member.no') },
            ]}
          />
          <DayFields at={at} t={t} />
          <FormActions>
            <Button kind="secondary">{t('plan.members.filter')}</Button>
          </FormActions>
        </>
      }
    />
  )
}
