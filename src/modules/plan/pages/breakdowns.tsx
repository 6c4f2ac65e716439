import type { Translate } from '#platform/i18n/index.ts'
import type { Measure } from '#platform/measures/index.ts'
import { Section, Table, type Column } from '#ui/index.ts'
import type { Count } from '../indicator.ts'
import { dimLabel } from '../speech.ts'
import type { DimFigure, InstitutionFigure, PlaceFigure } from '../store/figures.ts'
import { dividedPlace, noInstitution, noPlace, type At } from '../store/located.ts'
import { address } from '../view-day.ts'
import { CountLink, shareOf } from './standing.tsx'

type Parts<Row> = { rows: Row[]; code: string; at: At; t: Translate }

/** The columns of every breakdown: what, how many of how many, the share, how many are left. Each figure leads to its list. */
function countColumns<Row extends Count>(
  t: Translate,
  list: (row: Row, counted?: 'co' | 'chua') => string,
): Column<Row>[] {
  return [
    {
      key: 'counted',
      label: t('plan.field.counted'),
      align: 'end',
      render: (row) =>
        row.denominator === 0 ? (
          '–'
        ) : (
          <CountLink href={list(row, 'co')} n={row.numerator} total={row.denominator} t={t} />
        ),
    },
    {
      key: 'share',
      label: t('plan.field.share'),
      align: 'end',
      render: (row) => (row.denominator === 0 ? '–' : shareOf(t, row.numerator, row.denominator)),
    },
    {
      key: 'left',
      label: t('plan.field.left'),
      align: 'end',
      render: (row) =>
        row.denominator === 0 ? (
          '–'
        ) : row.denominator === row.numerator ? (
          t.number(0)
        ) : (
          <a href={list(row, 'chua')}>{t.number(row.denominator - row.numerator)}</a>
        ),
    },
  ]
}

/** The figure by school; a school without data says so. */
export function InstitutionTable({ rows, code, at, t }: Parts<InstitutionFigure>) {
  const list = (row: InstitutionFigure, tinh?: string) =>
    address(`/chi-tieu/${code}/danh-sach`, at, { 'co-so': row.id ?? noInstitution, tinh })
  const silent = rows.filter((row) => !row.has_data).length
  return (
    <Section
      title={t('plan.by.institution')}
      id="theo-co-so"
      lead={silent > 0 ? t('plan.silent', { count: silent }) : undefined}
    >
      <Table
        caption={t('plan.by.institution')}
        rows={rows}
        rowKey={(row) => row.id ?? ''}
        rowHref={(row) => (row.denominator > 0 ? list(row) : undefined)}
        columns={[
          {
            key: 'name',
            label: t('plan.field.institution'),
            render: (row) => row.name ?? t('plan.by.no_institution'),
          },
          ...countColumns<InstitutionFigure>(t, list),
          {
            key: 'data',
            label: t('plan.field.data'),
            render: (row) => t(row.has_data ? 'plan.data.yes' : 'plan.data.no'),
          },
        ]}
        foot={totals(rows, t)}
      />
    </Section>
  )
}

/** The figure by ward, of then or of now. */
export function PlaceTable({ rows, code, at, t }: Parts<PlaceFigure>) {
  const list = (row: PlaceFigure, tinh?: string) =>
    address(`/chi-tieu/${code}/danh-sach`, at, { 'dia-ban': row.code, tinh })
  if (rows.length === 0) return null
  return (
    <Section
      title={t('plan.by.place')}
      id="theo-dia-ban"
      lead={t(at.units === 'now' ? 'plan.by.place_now' : 'plan.by.place_then', {
        day: t.date(at.units === 'now' ? at.today : at.asOf),
      })}
    >
      <Table
        caption={t('plan.by.place')}
        rows={rows}
        rowKey={(row) => row.code}
        rowHref={list}
        columns={[
          { key: 'name', label: t('plan.field.place'), render: (row) => placeName(t, row) },
          ...countColumns<PlaceFigure>(t, list),
        ]}
        foot={totals(rows, t).slice(0, 4)}
      />
    </Section>
  )
}

export function placeName(t: Translate, place: { code: string; name: string | null }): string {
  if (place.code === dividedPlace) return t('plan.place.divided')
  return place.name ?? (place.code === noPlace ? t('plan.place.none') : place.code)
}

/** The figure by each dimension the measure knows. */
export function DimensionTables({ rows, measure, code, at, t }: Parts<DimFigure> & { measure: Measure }) {
  const list = (row: DimFigure, tinh?: string) =>
    address(`/chi-tieu/${code}/danh-sach`, at, { loc: `${row.dim}:${row.value}`, tinh })
  const dims = [...new Set(rows.map((row) => row.dim))]
  return (
    <>
      {dims.map((dim) => {
        const title = t('plan.by.dim', { dim: dimLabel(t, measure.name, dim).toLocaleLowerCase(t.lang) })
        return (
          <Section key={dim} title={title} id={`theo-${dim}`}>
            <Table
              caption={title}
              rows={rows.filter((row) => row.dim === dim)}
              rowKey={(row) => row.value}
              rowHref={list}
              columns={[
                {
                  key: 'value',
                  label: dimLabel(t, measure.name, dim),
                  render: (row) => dimLabel(t, measure.name, dim, row.value),
                },
                ...countColumns<DimFigure>(t, list),
              ]}
            />
          </Section>
        )
      })}
    </>
  )
}

function totals(rows: readonly Count[], t: Translate): string[] {
  const n = rows.reduce((sum, row) => sum + row.numerator, 0)
  const total = rows.reduce((sum, row) => sum + row.denominator, 0)
  return [t('plan.total'), `${t.number(n)}/${t.number(total)}`, shareOf(t, n, total), t.number(total - n), '']
}
