import { z } from 'zod'
import { listInstitutionOptions, type InstitutionOption } from '#modules/institutions/index.ts'
import { definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { Button, Empty, Filters, LinkButton, PageHeader, Pager, Select, type FilterChip } from '#ui/index.ts'
import { kinds } from '../../resource.ts'
import { levels } from '../description.ts'
import type { Licence } from '../licence.ts'
import { listPublished } from '../store/list.ts'
import { listLicences } from '../store/origin.ts'
import { ResourceCards } from './cards.tsx'
import { kindText, licenceText } from './words.tsx'

const path = '/hoc-lieu'
const limit = 24

const Query = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  loai: z.enum(kinds).optional().catch(undefined),
  trinh_do: z.enum(levels).optional().catch(undefined),
  nghe: z.string().trim().max(20).optional().catch(undefined),
  nang_luc: z.string().trim().max(20).optional().catch(undefined),
  co_so: z.string().trim().max(80).optional().catch(undefined),
  giay_phep: z.string().trim().max(40).optional().catch(undefined),
  sau: z.string().max(200).optional().catch(undefined),
})
type Query = z.output<typeof Query>

/** Everything published that the reader may see. */
export const resourceList = definePage({
  path,
  permission: 'public',
  query: Query,
  load: loadList,
  title: (_data, t) => t('resources.catalogue.title'),
  view: (data, context) => {
    const { t, may, actor } = context
    const { rows, total, query, hasMore } = data
    const last = rows.at(-1)
    return (
      <>
        <PageHeader
          title={t('resources.catalogue.title')}
          count={t.number(total)}
          lead={t('resources.catalogue.lead')}
          actions={
            may('resources.contribute') &&
            actor.kind === 'account' && (
              <>
                <LinkButton href="/hoc-lieu/cua-toi" kind="secondary" icon="file">
                  {t('resources.catalogue.mine')}
                </LinkButton>
                <LinkButton href="/hoc-lieu/moi" icon="plus">
                  {t('resources.catalogue.new')}
                </LinkButton>
              </>
            )
          }
        />
        <ListFilters data={data} context={context} />
        <ResourceCards
          rows={rows}
          names={data.names}
          licences={data.licences}
          context={context}
          empty={
            <Empty
              title={t('resources.catalogue.none')}
              action={{ href: path, label: t('resources.catalogue.clear') }}
            >
              {t('resources.catalogue.none_hint')}
            </Empty>
          }
        />
        <Pager
          label={t('resources.catalogue.pages')}
          previousLabel={t('resources.catalogue.first_page')}
          nextLabel={t('resources.catalogue.next_page')}
          previous={query.sau && addressOf(query, { sau: undefined })}
          next={hasMore && last ? addressOf(query, { sau: writePageMark(last.mark, last.id) }) : undefined}
        />
      </>
    )
  },
})

type Data = Awaited<ReturnType<typeof loadList>>

async function loadList({ db, query, today }: LoadContext<Record<string, string>, Query>) {
  const institutions = await listInstitutionOptions(db, undefined, { on: today })
  const filter = {
    text: query.q,
    kind: query.loai,
    level: query.trinh_do,
    occupation: query.nghe,
    component: query.nang_luc,
    licence: query.giay_phep,
    institution: institutions.find((one) => one.code === query.co_so)?.id,
  }
  const { rows, total } = await listPublished(db, filter, { after: markOf(query.sau), limit: limit + 1 })
  return {
    query,
    institutions,
    names: new Map(institutions.map((one) => [one.id, one.name])),
    licences: await listLicences(db),
    rows: rows.slice(0, limit),
    hasMore: rows.length > limit,
    total,
  }
}

/** A mark whose key is a moment; anything else begins the list anew. */
export function markOf(text: string | undefined) {
  const mark = readPageMark(text)
  return mark && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[\d.+:-]*$/.test(mark.key) ? mark : undefined
}

function addressOf(query: Query, change: Partial<Record<keyof Query, string | undefined>>): string {
  const all = Object.entries({ ...query, ...change }).filter(([, value]) => value !== undefined)
  return all.length > 0 ? `${path}?${new URLSearchParams(all as [string, string][])}` : path
}

function ListFilters({ data, context: { t } }: { data: Data; context: ViewContext }) {
  const { query, institutions, licences } = data
  return (
    <Filters
      search={{
        name: 'q',
        label: t('resources.catalogue.search'),
        value: query.q,
        button: t('resources.catalogue.search_button'),
      }}
      chips={chips(query, institutions, licences, t)}
      lead={t('resources.catalogue.showing')}
      clearHref={path}
      clearLabel={t('resources.catalogue.clear')}
      moreLabel={t('resources.catalogue.filter')}
      moreOpen={Boolean(query.loai ?? query.trinh_do ?? query.co_so ?? query.giay_phep)}
      hidden={{ nghe: query.nghe, nang_luc: query.nang_luc }}
      more={
        <>
          <Select
            name="loai"
            label={t('resources.kind')}
            value={query.loai}
            placeholder=""
            options={kinds.map((value) => ({ value, label: kindText(value, t) }))}
          />
          <Select
            name="trinh_do"
            label={t('resources.catalogue.field.levels')}
            value={query.trinh_do}
            placeholder=""
            options={levels.map((value) => ({ value, label: t.dynamic(`institutions.level.${value}`) }))}
          />
          <Select
            name="co_so"
            label={t('resources.catalogue.school')}
            value={query.co_so}
            placeholder=""
            options={institutions.map((one) => ({ value: one.code, label: one.name }))}
          />
          <Select
            name="giay_phep"
            label={t('resources.catalogue.field.licence')}
            value={query.giay_phep}
            placeholder=""
            options={licences.map((one) => ({ value: one.code, label: licenceText(one, t) }))}
          />
          <Button kind="secondary">{t('resources.catalogue.apply')}</Button>
        </>
      }
    />
  )
}

function chips(
  query: Query,
  institutions: readonly InstitutionOption[],
  licences: readonly Licence[],
  t: ViewContext['t'],
): FilterChip[] {
  const chip = (name: keyof Query, label: string): FilterChip => ({
    label,
    removeHref: addressOf(query, { [name]: undefined, sau: undefined }),
    removeLabel: t('resources.catalogue.remove', { what: label }),
  })
  const school = institutions.find((one) => one.code === query.co_so)
  const licence = licences.find((one) => one.code === query.giay_phep)
  return [
    ...(query.q ? [chip('q', `“${query.q}”`)] : []),
    ...(query.loai ? [chip('loai', kindText(query.loai, t))] : []),
    ...(query.trinh_do ? [chip('trinh_do', t.dynamic(`institutions.level.${query.trinh_do}`))] : []),
    ...(query.nghe ? [chip('nghe', t('resources.catalogue.occupation_chip', { code: query.nghe }))] : []),
    ...(query.nang_luc
      ? [chip('nang_luc', t('resources.catalogue.component_chip', { code: query.nang_luc }))]
      : []),
    ...(school ? [chip('co_so', school.name)] : []),
    ...(licence ? [chip('giay_phep', licenceText(licence, t))] : []),
  ]
}
