import { z } from 'zod'
import { definePage } from '#platform/pages/page.ts'
import { Alert, Badge, BoardSentence, Empty, Facts, PageHeader, Pager, Section, Tabs } from '#ui/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { reachOf } from '../answers.ts'
import { indicatorCode, packCursor, unpackCursor } from '../input.ts'
import { sentence, wordsOf } from '../speech.ts'
import { figuresActor, measuresOf } from '../store/board.ts'
import { getIndicator } from '../store/definitions.ts'
import {
  compareWithNow,
  countTreeUnits,
  getEdition,
  listFrozenMembers,
  type Difference,
  type Edition,
} from '../store/editions.ts'
import { editionAddress } from './histories.tsx'
import { MemberTable } from './member-list.tsx'
import { shareOf } from './standing.tsx'

const pageSize = 50

/** A frozen figure with its list, exactly as it was kept, and what the same day would read now. */
export const frozenPage = definePage({
  path: '/chi-tieu/:code/ban-chot/:day/:edition',
  permission: 'plan.read',
  params: z.object({ code: indicatorCode, day: z.iso.date(), edition: z.coerce.number().int().positive() }),
  query: z.object({
    tinh: z.enum(['co', 'chua']).optional().catch(undefined),
    sau: z.string().max(2000).optional(),
  }),
  async load({ app, actor, params, query }) {
    return app.database.read(figuresActor, async (db) => {
      const edition = await getEdition(db, params.code, params.day, params.edition)
      const indicator = await getIndicator(db, params.code, params.day)
      const measure = measuresOf(app).get(edition.measure)
      const reach = reachOf(actor, { permission: edition.measure_permission })
      const filter = { counts: query.tinh === undefined ? undefined : query.tinh === 'co' }
      const found = await listFrozenMembers(db, edition.id, filter, reach, {
        after: unpackCursor(query.sau),
        limit: pageSize + 1,
      })
      return {
        edition,
        indicator,
        query,
        rows: found.slice(0, pageSize),
        hasMore: found.length > pageSize,
        difference: measure ? await compareWithNow(db, edition, measure) : null,
        units: await countTreeUnits(db, edition.unit_tree),
      }
    })
  },
  title: ({ edition }, t) =>
    t('plan.frozen.heading', { code: edition.code, day: t.date(edition.as_of), edition: edition.edition }),
  looks: ({ edition, rows }) =>
    edition.measure_unit === 'person'
      ? { subject: 'people.person', ids: rows.map((row) => row.member_id) }
      : undefined,
  view: ({ edition, indicator, difference, units, rows, hasMore, query }, { t }) => {
    const path = editionAddress(edition.code, edition)
    const target = indicator.targets.find((one) => one.due_on === edition.as_of) ?? null
    const stated = target && target.value !== null ? { ...target, value: target.value } : null
    const status =
      stated && edition.numerator * 100 >= stated.value * edition.denominator
        ? ('achieved' as const)
        : ('on_track' as const)
    const said = sentence(t, {
      indicator,
      count: edition,
      standing: { status, target: stated, expected: null, needed: null },
    })
    const more = query.tinh ? `tinh=${query.tinh}&` : ''
    return (
      <>
        <PageHeader
          title={t('plan.frozen.heading', {
            code: edition.code,
            day: t.date(edition.as_of),
            edition: edition.edition,
          })}
          state={
            <Badge kind="primary" icon="lock">
              {t('plan.frozen.mark')}
            </Badge>
          }
          lead={wordsOf(t, indicator).name}
          breadcrumb={[
            { href: '/chi-tieu', label: t('plan.board.title') },
            { href: `/chi-tieu/${edition.code}`, label: edition.code },
          ]}
          breadcrumbLabel={t('plan.breadcrumb')}
        />
        <BoardSentence title={t('plan.frozen.figure')} sentence={said} note={edition.note ?? undefined} />
        <div class="mt-4">
          <DifferenceNote difference={difference} edition={edition} t={t} />
        </div>
        <EditionFacts edition={edition} units={units} t={t} />
        <Section title={t('plan.frozen.members')}>
          <Tabs
            label={t('plan.member.counts')}
            items={[
              {
                href: path,
                label: t('plan.members.any'),
                count: t.number(edition.denominator),
                current: !query.tinh,
              },
              {
                href: `${path}?tinh=co`,
                label: t('plan.member.yes'),
                count: t.number(edition.numerator),
                current: query.tinh === 'co',
              },
              {
                href: `${path}?tinh=chua`,
                label: t('plan.member.no'),
                count: t.number(edition.denominator - edition.numerator),
                current: query.tinh === 'chua',
              },
            ]}
          />
          <MemberTable
            rows={rows}
            caption={t('plan.frozen.members')}
            t={t}
            empty={<Empty title={t('plan.members.all_hidden')}>{t('plan.members.all_hidden_hint')}</Empty>}
          />
          <Pager
            label={t('plan.members.pager')}
            previous={query.sau ? `${path}?${more}` : undefined}
            next={hasMore ? `${path}?${more}sau=${packCursor(rows.at(-1))}` : undefined}
            previousLabel={t('plan.members.first')}
            nextLabel={t('app.page.next')}
          />
        </Section>
      </>
    )
  },
})

function DifferenceNote({
  difference,
  edition,
  t,
}: {
  difference: Difference | null
  edition: Edition
  t: Translate
}) {
  if (!difference) return <Alert kind="info" title={t('plan.diff.gone')} />
  const { added, removed, changed, now } = difference
  if (added + removed + changed === 0) return <Alert kind="success" title={t('plan.diff.same')} />
  const figure = `${t.number(now.numerator)}/${t.number(now.denominator)} (${shareOf(t, now.numerator, now.denominator)})`
  return (
    <Alert
      kind="info"
      title={t('plan.diff.title')}
      actions={<a href={`/chi-tieu/${edition.code}?ngay=${edition.as_of}`}>{t('plan.diff.open')}</a>}
    >
      {t('plan.diff.text', {
        figure,
        added: t.number(added),
        removed: t.number(removed),
        changed: t.number(changed),
      })}
    </Alert>
  )
}

function EditionFacts({ edition, units, t }: { edition: Edition; units: number; t: Translate }) {
  return (
    <Facts
      items={[
        { label: t('plan.field.frozen_at'), value: t.dateTime(edition.frozen_at) },
        { label: t('plan.field.frozen_by'), value: edition.frozen_by },
        {
          label: t('plan.explain.version'),
          value: t('plan.explain.versions', {
            formula: edition.formula_version,
            measure: edition.measure_version,
          }),
        },
        {
          label: t('plan.frozen.units'),
          value: t('plan.frozen.units_value', { count: units, day: t.date(edition.as_of) }),
          note: edition.unit_tree.slice(0, 16),
        },
        { label: t('plan.explain.formula'), value: edition.formula, wide: true },
        {
          label: t('plan.frozen.digest'),
          value: <code class="break-all">{edition.members_digest}</code>,
          note: t('plan.frozen.digest_note'),
          wide: true,
        },
      ]}
    />
  )
}
