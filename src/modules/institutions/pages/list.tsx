import { definePage, type ViewContext } from '#platform/pages/page.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { listUnits } from '#modules/places/index.ts'
import {
  Badge,
  Button,
  Empty,
  Filters,
  LinkButton,
  PageHeader,
  Pager,
  Select,
  Table,
  TextField,
  Checkbox,
} from '#ui/index.ts'
import { DirectoryQuery, directoryAddress, toSearch } from '../directory-query.ts'
import { institutionTypes, levels, ownerships, webHref } from '../institution.ts'
import { listOccupations, type Occupation } from '../store/details.ts'
import { searchInstitutions, type InstitutionHit } from '../store/search.ts'
import { StatusBadge } from './provenance.tsx'

const path = '/co-so'
/** More than any province has; paper takes all of them. */
const printLimit = 1000

type Unit = { code: string; name: string }
type Data = Awaited<ReturnType<typeof load>>

async function load({
  db,
  query,
  today,
}: {
  db: Parameters<typeof searchInstitutions>[0]
  query: DirectoryQuery
  today: string
}) {
  const page = query.in ? { limit: printLimit } : { limit: 50, after: query.after }
  const found = await searchInstitutions(db, toSearch(query, today), page)
  const [units, occupations] = await Promise.all([
    listUnits(db, { kind: 'commune', on: today }),
    listOccupations(db, today),
  ])
  return { query, found, units, occupations }
}

/** The public directory: one search, the filters in force as a sentence, cards on a phone; the map shows the same address. */
export const institutionList = definePage({
  path,
  permission: 'public',
  query: DirectoryQuery,
  load,
  title: (_data, t) => t('institutions.list.title'),
  view: (data, context) => {
    const { t, today, may } = context
    const { query, found } = data
    return (
      <>
        <PageHeader
          title={t('institutions.list.title')}
          count={t.number(found.total)}
          lead={
            query.in
              ? t('institutions.list.printed', {
                  day: t.date(today),
                  query: chips(data, t)
                    .map((chip) => chip.label)
                    .join(' · '),
                })
              : t('institutions.list.lead')
          }
          actions={
            <>
              <LinkButton href={directoryAddress('/ban-do', query)} kind="secondary" icon="map">
                {t('institutions.list.map')}
              </LinkButton>
              <LinkButton href={directoryAddress(path, query, { in: '1' })} kind="secondary" icon="print">
                {t('institutions.list.print')}
              </LinkButton>
              {may('institutions.edit', { province: true }) && (
                <LinkButton href="/co-so/moi" icon="plus">
                  {t('institutions.new.open')}
                </LinkButton>
              )}
            </>
          }
        />
        <DirectoryFilters data={data} context={context} />
        <HitTable hits={found.hits} t={t} isNear={query.gan !== undefined} />
        <Pager
          label={t('institutions.list.pages')}
          previousLabel={t('app.page.prev')}
          nextLabel={t('app.page.next')}
          previous={query.after && directoryAddress(path, query)}
          next={found.next && directoryAddress(path, query, { after: found.next })}
          summary={t('institutions.list.shown', { n: found.hits.length, total: found.total })}
        />
        <p class="mt-6 text-sm text-muted">
          {t('institutions.list.source', { day: t.date(today) })}{' '}
          <span class="print:hidden">
            <a href={directoryAddress('/du-lieu-mo/co-so.csv', query)}>CSV</a> ·{' '}
            <a href={directoryAddress('/du-lieu-mo/co-so.geojson', query)}>GeoJSON</a>
          </span>
        </p>
      </>
    )
  },
})

function DirectoryFilters({ data, context: { t } }: { data: Data; context: ViewContext }) {
  const { query, units, occupations } = data
  const some = chips(data, t)
  return (
    <Filters
      action={path}
      search={{ name: 'q', label: t('institutions.list.search'), value: query.q, button: t('app.search') }}
      hidden={{ gan: query.gan, ban_kinh: query.ban_kinh }}
      lead={t('institutions.list.showing')}
      chips={some}
      clearHref={some.length > 1 ? path : undefined}
      clearLabel={t('institutions.list.clear')}
      moreLabel={t('institutions.list.more')}
      more={<MoreFilters query={query} units={units} occupations={occupations} t={t} />}
    />
  )
}

function MoreFilters({
  query,
  units,
  occupations,
  t,
}: {
  query: DirectoryQuery
  units: readonly Unit[]
  occupations: readonly Occupation[]
  t: Translate
}) {
  const any = t('institutions.list.any')
  const coded = (codes: readonly string[], kind: string) =>
    codes.map((code) => ({ value: code, label: t.dynamic(`institutions.${kind}.${code}`) }))
  const isListed = query.phuong === undefined || units.some((unit) => unit.code === query.phuong)
  return (
    <>
      <Select
        name="loai"
        label={t('institutions.field.type')}
        value={query.loai}
        placeholder={any}
        options={coded(institutionTypes, 'type')}
      />
      <Select
        name="trinh_do"
        label={t('institutions.field.level')}
        value={query.trinh_do}
        placeholder={any}
        options={coded(levels, 'level')}
      />
      <Select
        name="nghe"
        label={t('institutions.field.occupation')}
        value={query.nghe}
        placeholder={any}
        options={occupations.map((one) => ({
          value: one.code,
          label: `${one.name} (${t.dynamic(`institutions.level.${one.level}`)})`,
        }))}
      />
      {isListed ? (
        <Select
          name="phuong"
          label={t('institutions.field.ward')}
          value={query.phuong}
          placeholder={any}
          options={units.map((unit) => ({ value: unit.code, label: unit.name }))}
        />
      ) : (
        <TextField name="phuong" label={t('institutions.field.ward')} value={query.phuong} />
      )}
      <Select
        name="so_huu"
        label={t('institutions.field.ownership')}
        value={query.so_huu}
        placeholder={any}
        options={coded(ownerships, 'ownership')}
      />
      <Select
        name="tinh_trang"
        label={t('institutions.field.status')}
        value={query.tinh_trang ?? 'open'}
        options={coded(['open', 'ended', 'all'], 'standing')}
      />
      <Checkbox
        name="clc"
        label={t('institutions.list.high_quality')}
        value="1"
        checked={query.clc === '1'}
      />
      <Button kind="secondary">{t('institutions.list.apply')}</Button>
    </>
  )
}

/** What is being looked at, each part with its way out. */
function chips({ query, units, occupations }: Data, t: Translate) {
  const wordOf: Partial<Record<keyof DirectoryQuery, string | undefined>> = {
    q: query.q && `“${query.q}”`,
    loai: query.loai && t.dynamic(`institutions.type.${query.loai}`),
    trinh_do: query.trinh_do && t.dynamic(`institutions.level.${query.trinh_do}`),
    nghe: query.nghe && (occupations.find((one) => one.code === query.nghe)?.name ?? query.nghe),
    phuong: query.phuong && (units.find((unit) => unit.code === query.phuong)?.name ?? query.phuong),
    so_huu: query.so_huu && t.dynamic(`institutions.ownership.${query.so_huu}`),
    clc: query.clc && t('institutions.list.high_quality'),
    gan: query.gan && t('institutions.list.near', { point: query.gan }),
    tinh_trang:
      query.tinh_trang && query.tinh_trang !== 'open'
        ? t.dynamic(`institutions.standing.${query.tinh_trang}`)
        : undefined,
  }
  return Object.entries(wordOf).flatMap(([name, label]) =>
    label
      ? [
          {
            label,
            removeHref: directoryAddress(path, query, { [name]: undefined }),
            removeLabel: t('institutions.list.remove', { label }),
          },
        ]
      : [],
  )
}

function HitTable({ hits, t, isNear }: { hits: readonly InstitutionHit[]; t: Translate; isNear: boolean }) {
  return (
    <Table
      caption={t('institutions.list.title')}
      rows={hits}
      rowKey={(hit) => hit.id}
      rowHref={(hit) => `${path}/${hit.code}`}
      columns={[
        { key: 'name', label: t('institutions.field.name') },
        { key: 'type', label: t('institutions.field.type'), render: (hit) => <TypeCell hit={hit} t={t} /> },
        {
          key: 'ward_name',
          label: t('institutions.field.place'),
          render: (hit) => <PlaceCell hit={hit} t={t} />,
        },
        ...(isNear
          ? [
              {
                key: 'distance_km',
                label: t('institutions.field.distance'),
                align: 'end' as const,
                render: (hit: InstitutionHit) => `${t.number(hit.distance_km ?? 0, 1)} km`,
              },
            ]
          : []),
        {
          key: 'occupations',
          label: t('institutions.field.occupations'),
          align: 'end',
          render: (hit) => (hit.occupations.length > 0 ? t.number(hit.occupations.length) : '–'),
        },
        {
          key: 'contact',
          label: t('institutions.field.contact'),
          render: (hit) => <ContactCell hit={hit} />,
        },
        {
          key: 'confirmed_on',
          label: t('institutions.field.confirmed'),
          render: (hit) => <ConfirmedCell hit={hit} t={t} />,
        },
      ]}
      empty={
        <Empty
          title={t('institutions.list.empty')}
          action={{ href: path, label: t('institutions.list.clear') }}
        >
          {t('institutions.list.empty_hint')}
        </Empty>
      }
    />
  )
}

function TypeCell({ hit, t }: { hit: InstitutionHit; t: Translate }) {
  return (
    <div>
      {t.dynamic(`institutions.type.${hit.type}`)}
      {hit.ownership && (
        <span class="text-muted"> · {t.dynamic(`institutions.ownership.${hit.ownership}`)}</span>
      )}
      {hit.status !== 'active' && (
        <div>
          <StatusBadge status={hit.status} t={t} />
        </div>
      )}
      {hit.is_high_quality && (
        <div>
          <Badge kind="primary" icon="award">
            {t('institutions.high_quality')}
          </Badge>
        </div>
      )}
      {hit.found_by && (
        <div class="text-sm text-muted">{t('institutions.list.formerly', { name: hit.found_by })}</div>
      )}
    </div>
  )
}

function PlaceCell({ hit, t }: { hit: InstitutionHit; t: Translate }) {
  if (!hit.address && !hit.ward_name) return <span class="text-muted">{t('institutions.blank')}</span>
  return (
    <>
      {[hit.address, hit.ward_name].filter(Boolean).join(', ')}
      {hit.ward_then_name && (
        <div class="text-sm text-muted">
          {t('institutions.map.former_ward', { name: hit.ward_then_name })}
        </div>
      )}
    </>
  )
}

function ContactCell({ hit }: { hit: InstitutionHit }) {
  const href = hit.website ? webHref(hit.website) : undefined
  return (
    <div>
      {hit.phone && <div>{hit.phone}</div>}
      {href && <a href={href}>{hit.website}</a>}
      {!hit.phone && !href && '–'}
    </div>
  )
}

function ConfirmedCell({ hit, t }: { hit: InstitutionHit; t: Translate }) {
  return (
    <div>
      {hit.confirmed_on ? (
        t.date(hit.confirmed_on)
      ) : (
        <Badge kind="warning">{t('institutions.unverified')}</Badge>
      )}
      {hit.is_demo && <Badge kind="info">{t('institutions.demo')}</Badge>}
    </div>
  )
}
