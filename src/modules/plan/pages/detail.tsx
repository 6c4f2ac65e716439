import { z } from 'zod'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import { measureFigure, type Measure } from '#platform/measures/index.ts'
import { definePage } from '#platform/pages/page.ts'
import { LinkButton, PageHeader } from '#ui/index.ts'
import { indicatorCode } from '../input.ts'
import { wordsOf } from '../speech.ts'
import { figuresActor, partsOf, readBoard } from '../store/board.ts'
import { listVersions } from '../store/definitions.ts'
import { listEditions } from '../store/editions.ts'
import { listEntries } from '../store/entries.ts'
import { byDimension, byInstitution, byPlace } from '../store/figures.ts'
import { address, DayQuery, viewDay } from '../view-day.ts'
import { DimensionTables, InstitutionTable, PlaceTable } from './breakdowns.tsx'
import { PartTable, type PartFigure } from './parts.tsx'
import { Explanation } from './explanation.tsx'
import { EditionTable, EntryTable, VersionTable } from './histories.tsx'
import { DayForm, IndicatorBoard } from './standing.tsx'

/** One indicator: its figure by school, by ward and by kind, each figure a link to its list; how it is made; what was frozen. */
export const detailPage = definePage({
  path: '/chi-tieu/:code',
  permission: 'plan.read',
  params: z.object({ code: indicatorCode }),
  query: DayQuery,
  async load({ app, params, query, today }) {
    const at = viewDay(query, today)
    return app.database.read(figuresActor, async (db) => {
      const board = await readBoard(db, app, at.asOf, params.code)
      const row = board.rows[0]
      if (!row) throw notFound()
      const { measure } = row
      const broken = measure && {
        institutions: await byInstitution(db, measure, at),
        places: await byPlace(db, measure, at),
        dims: await byDimension(db, measure, at.asOf),
      }
      return {
        at,
        row,
        plan: board.plan,
        broken,
        parts: measure ? await readParts(db, app, measure, at.asOf) : [],
        editions: await listEditions(db, params.code),
        entries: await listEntries(db, params.code),
        versions: await listVersions(db, params.code),
      }
    })
  },
  title: ({ row }, t) => `${row.indicator.code} · ${wordsOf(t, row.indicator).name}`,
  view: ({ at, row, plan, broken, parts, editions, entries, versions }, { t, may }) => {
    const { code } = row.indicator
    const words = wordsOf(t, row.indicator)
    return (
      <>
        <PageHeader
          title={`${code} · ${words.name}`}
          lead={words.statement}
          breadcrumb={[{ href: address('/chi-tieu', at), label: t('plan.board.title') }]}
          breadcrumbLabel={t('plan.breadcrumb')}
          actions={
            <>
              {row.measure && (
                <LinkButton href={address(`/chi-tieu/${code}/danh-sach`, at)} icon="list">
                  {t('plan.members.open')}
                </LinkButton>
              )}
              {row.measure && may('plan.freeze', { province: true }) && (
                <LinkButton href={address(`/chi-tieu/${code}/chot`, at)} kind="secondary" icon="lock">
                  {t('plan.freeze.open')}
                </LinkButton>
              )}
              {!row.measure && may('plan.enter', { province: true }) && (
                <LinkButton href={`/chi-tieu/${code}/nhap-so`} kind="secondary" icon="edit">
                  {t('plan.enter.open')}
                </LinkButton>
              )}
            </>
          }
        />
        <DayForm at={at} t={t} />
        <IndicatorBoard
          row={row}
          at={at}
          t={t}
          title={t('plan.members.day', { day: t.date(at.asOf) })}
          href={row.measure && address(`/chi-tieu/${code}/danh-sach`, at)}
        />
        <PartTable parts={parts} code={code} at={at} t={t} />
        {broken && <InstitutionTable rows={broken.institutions} code={code} at={at} t={t} />}
        {broken && <PlaceTable rows={broken.places} code={code} at={at} t={t} />}
        {broken && row.measure && (
          <DimensionTables rows={broken.dims} measure={row.measure} code={code} at={at} t={t} />
        )}
        <Explanation
          row={row}
          plan={plan}
          at={at}
          t={t}
          mayEdit={may('plan.edit', { province: true })}
          mayRule={row.measure?.rule !== undefined && may(row.measure.rule.permission, { province: true })}
        />
        <VersionTable versions={versions} code={code} t={t} />
        <EditionTable editions={editions} code={code} t={t} />
        <EntryTable entries={entries} code={code} t={t} />
      </>
    )
  },
})

/** The figures seen beside the indicator's own. */
async function readParts(db: Db, app: App, measure: Measure, asOf: string): Promise<PartFigure[]> {
  const parts: PartFigure[] = []
  for (const part of partsOf(app, measure))
    parts.push({ measure: part, ...(await measureFigure(db, part, asOf)) })
  return parts
}
