import { addDays, today as dayOf } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import { renderPdf } from '#platform/documents/index.ts'
import type { EndpointContext } from '#platform/pages/endpoint.ts'
import { queryInput } from '#platform/pages/query.ts'
import { weekdayAndDay } from '../clash-words.ts'
import { gridOf } from '../grid.ts'
import { daysShown } from '../pages/timetable/timetable-week.tsx'
import { loadWeek, WeekQuery, type WeekData } from '../pages/timetable/timetable.tsx'
import template from './week.typ?raw'

/** The week the timetable page shows at the same address, as one A4 sheet across. */
export async function weekPdf(context: EndpointContext): Promise<{ bytes: Uint8Array; name: string }> {
  const { app, actor, url, lang, read } = context
  const t = app.catalog(lang)
  const query = WeekQuery.safeParse(queryInput(url))
  if (!query.success) throw notFound()
  const data = await read((db) => loadWeek({ db, actor, query: query.data, today: dayOf(app.clock) }))
  if (!data.subject) throw notFound()
  const days = daysShown(data.monday, data.blocks)
  const grid = gridOf(data.blocks, days, data.periods)
  const value = {
    school: data.place.here.name,
    title: t('students.teaching.timetable.of', { subject: data.subject }),
    week: t('students.teaching.timetable.week', {
      from: t.date(data.monday),
      to: t.date(addDays(data.monday, 6)),
    }),
    days: days.map((day) => weekdayAndDay(t, day)),
    rows: grid.rows.map((row, at) => ({
      name:
        row.period === undefined
          ? row.from_time
          : `${t('students.teaching.timetable.period', { number: row.period })}\n${row.from_time}`,
      cells: days.flatMap((day) => {
        const cell = grid.cells.get(day)![at]
        return cell ? [{ span: cell.span, blocks: cell.blocks.map((block) => printed(block, data, t)) }] : []
      }),
    })),
  }
  const title = t('students.teaching.timetable.of', { subject: data.subject })
  return {
    bytes: await renderPdf(template, value, { title, lang }),
    name: data.monday,
  }
}

function printed(
  block: WeekData['blocks'][number],
  { chosen }: WeekData,
  t: ReturnType<EndpointContext['app']['catalog']>,
) {
  const place = [
    chosen.lop ? undefined : (block.class_code ?? t('students.teaching.mixed')),
    chosen.gv ? undefined : block.teacher_name,
    chosen.phong ? undefined : (block.room_code ?? t.dynamic(`students.teaching.delivery.${block.delivery}`)),
  ]
  return {
    name: block.section_name,
    time: `${block.from_time}–${block.to_time} · ${t.dynamic(`students.teaching.kind.${block.kind}`)}`,
    place: place.filter(Boolean).join(' · '),
  }
}
