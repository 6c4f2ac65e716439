import { definePage } from '#platform/pages/page.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { LinkButton, PageHeader } from '#ui/index.ts'
import { statuses } from '../progress.ts'
import { wordsOf } from '../speech.ts'
import { loadBoard, type Board } from '../store/board.ts'
import type { Plan } from '../store/definitions.ts'
import { address, DayQuery, viewDay } from '../view-day.ts'
import { DayForm, IndicatorBoard } from './standing.tsx'
import { Unmeasured } from './unmeasured.tsx'

/** The indicator board: every target of the plan on a day, the most worrying first. */
export const boardPage = definePage({
  path: '/chi-tieu',
  permission: 'plan.read',
  query: DayQuery,
  async load({ app, query, today }) {
    const at = viewDay(query, today)
    return { at, board: await loadBoard(app, at.asOf) }
  },
  title: (_data, t) => t('plan.board.title'),
  view: ({ at, board }, { t, may }) => {
    const measured = board.rows.filter((row) => row.source !== 'none')
    const rest = board.rows.filter((row) => row.source === 'none')
    return (
      <>
        <PageHeader
          title={t('plan.board.title')}
          lead={
            <>
              {planName(t, board.plan)}
              <br />
              {summary(t, board)}
            </>
          }
          actions={
            may('plan.edit', { province: true }) && (
              <LinkButton href="/chi-tieu/ke-hoach" kind="secondary" icon="edit">
                {t('plan.edit.open')}
              </LinkButton>
            )
          }
        />
        <DayForm at={at} t={t} />
        {measured.length > 0 && (
          <div class="grid gap-4">
            {measured.map((row) => (
              <IndicatorBoard
                key={row.indicator.code}
                row={row}
                at={at}
                t={t}
                title={`${row.indicator.code} · ${wordsOf(t, row.indicator).name}`}
                href={address(`/chi-tieu/${row.indicator.code}`, at)}
              />
            ))}
          </div>
        )}
        {rest.length > 0 && (
          <Unmeasured rows={rest} at={at} t={t} mayEnter={may('plan.enter', { province: true })} />
        )}
      </>
    )
  },
})

/** "Kế hoạch … (số … ngày …)", as far as it is known. */
function planName(t: Translate, plan: Plan): string {
  const title = t.lang === 'vi' ? plan.title : plan.title_en
  if (plan.number && plan.issued_on)
    return t('plan.board.plan_numbered', { title, number: plan.number, day: t.date(plan.issued_on) })
  return t('plan.board.plan', { title })
}

/** "12 chỉ tiêu vào ngày …: 2 chậm, 1 đã đạt, 9 chưa đo được." */
function summary(t: Translate, { rows, asOf }: Board): string {
  const parts = statuses
    .map((status) => ({ status, count: rows.filter((row) => row.standing.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => t(`plan.summary.${status}`, { count: t.number(count) }))
  return t('plan.board.summary', { count: t.number(rows.length), day: t.date(asOf), parts: parts.join(', ') })
}
