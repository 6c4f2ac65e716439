import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Button, Checkbox, Filters, Select, TextField } from '#ui/index.ts'
import { directoryAddress, type DirectoryQuery } from '../directory-query.ts'
import { institutionTypes, levels, ownerships } from '../institution.ts'
import type { Occupation } from '../store/details.ts'

type FilterData = {
  query: DirectoryQuery
  units: readonly { code: string; name: string }[]
  occupations: readonly Occupation[]
}

/** The search and filters of the directory, for any page (`path`) that shows its result. */
export function DirectoryFilters({
  path,
  data,
  context: { t },
}: {
  path: string
  data: FilterData
  context: ViewContext
}) {
  const { query } = data
  const chips = directoryChips(path, data, t)
  return (
    <Filters
      action={path}
      search={{
        name: 'q',
        label: t('institutions.list.search'),
        placeholder: t('institutions.list.search'),
        value: query.q,
        button: t('app.search'),
      }}
      hidden={{ gan: query.gan, ban_kinh: query.ban_kinh }}
      lead={t('institutions.list.showing')}
      chips={chips}
      clearHref={chips.length > 1 ? path : undefined}
      clearLabel={t('institutions.list.clear')}
      moreLabel={t('institutions.list.more')}
      more={<MoreFilters data={data} t={t} />}
    />
  )
}

function MoreFilters({ data: { query, units, occupations }, t }: { data: FilterData; t: Translate }) {
  const any = t('institutions.list.any')
  const coded = (codes: readonly string[], kind: string) =>
    codes.map((code) => ({ value: code, label: t.dynamic(`institutions.${kind}.${code}`) }))
  const wards = units.map((unit) => ({ value: unit.code, label: unit.name }))
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
          options={wards}
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
function directoryChips(path: string, { query, units, occupations }: FilterData, t: Translate) {
  const words: Partial<Record<keyof DirectoryQuery, string | undefined>> = {
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
  return Object.entries(words).flatMap(([name, label]) =>
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

/** The day and what was asked for, for paper. */
export function printedWords(path: string, data: FilterData, { t, today }: ViewContext): string {
  const asked = directoryChips(path, data, t).map((chip) => chip.label)
  return t('institutions.list.printed', { day: t.date(today), query: asked.join(' · ') || 'none' })
}
