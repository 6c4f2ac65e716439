import { addDays } from '#platform/clock.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { HiddenInputs } from '#ui/index.ts'
import { weekdayAndDay } from '../../clash-words.ts'
import { gridOf, type GridRow } from '../../grid.ts'
import type { Block } from '../../store/blocks.ts'
import type { WeekData } from './timetable.tsx'

type Props = { data: WeekData; context: ViewContext }

/** Monday to Saturday; Sunday only where something is. */
export function daysShown(monday: string, blocks: readonly { on_date: string }[]): string[] {
  const days = Array.from({ length: 7 }, (_, at) => addDays(monday, at))
  return days.filter((day, at) => at < 6 || blocks.some((block) => block.on_date === day))
}

/** The week as a table, for wide screens and paper. The island moves blocks in it. */
export function WeekTable({ data, hidden, context }: Props & { hidden: Record<string, string | number> }) {
  const { t, today } = context
  const { blocks, monday, place, subject } = data
  const days = daysShown(monday, blocks)
  const grid = gridOf(blocks, days, data.periods)
  return (
    <section
      class="week-table"
      aria-label={subject}
      data-timetable={place.mayEdit ? 'edit' : 'read'}
      data-words={words(t)}
    >
      <form hidden method="post" data-move>
        <HiddenInputs values={hidden} />
      </form>
      <p class="week-status" role="status" data-status hidden />
      <table>
        <caption class="sr-only">{t('students.teaching.timetable.of', { subject: subject ?? '' })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('students.teaching.field.time')}</th>
            {days.map((day) => (
              <th key={day} scope="col" aria-current={day === today ? 'date' : undefined}>
                {weekdayAndDay(t, day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, at) => (
            <tr key={row.from_time}>
              <th scope="row">
                <RowName row={row} t={t} />
              </th>
              {days.map((day) => {
                const cell = grid.cells.get(day)![at]
                if (!cell) return null
                return (
                  <td
                    key={day}
                    rowspan={cell.span > 1 ? cell.span : undefined}
                    data-slot={`${day} ${row.from_time}`}
                  >
                    {cell.blocks.map((block) => (
                      <BlockCard key={block.id} block={block} data={data} t={t} />
                    ))}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type T = ViewContext['t']

function RowName({ row, t }: { row: GridRow; t: T }) {
  return (
    <>
      {row.period !== undefined && (
        <span class="week-period">{t('students.teaching.timetable.period', { number: row.period })}</span>
      )}
      {row.from_time}
    </>
  )
}

/** The same as a list of days, for a phone. */
export function DayList({ data, context: { t, today } }: Props) {
  const byDay = Map.groupBy(data.blocks, (block) => block.on_date)
  return (
    <div class="day-list">
      {[...byDay].map(([day, blocks]) => (
        <section key={day} aria-label={weekdayAndDay(t, day)}>
          <h2 class="text-base font-semibold">
            {weekdayAndDay(t, day)}
            {day === today && ` · ${t('students.teaching.today')}`}
          </h2>
          <ul>
            {blocks.map((block) => (
              <li key={block.id}>
                <BlockCard block={block} data={data} t={t} isList />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** What the island needs of a block; it shows nothing that the card does not. */
const facts = (block: Block) =>
  JSON.stringify({
    id: block.id,
    version: block.version,
    day: block.on_date,
    from: block.from_time,
    to: block.to_time,
    room: block.room_id ?? '',
    teacher: block.teacher_person_id ?? '',
    topic: block.topic ?? '',
  })

function BlockCard({ block, data, t, isList }: { block: Block; data: WeekData; t: T; isList?: boolean }) {
  const { chosen, place } = data
  const isMovable = place.mayEdit && block.state === 'planned' && !isList
  const href = place.mayEdit ? `/thoi-khoa-bieu/buoi/${block.id}` : `/lop-hoc-phan/${block.section_id}`
  const lines = [
    chosen.lop ? undefined : (block.class_code ?? t('students.teaching.mixed')),
    chosen.gv ? undefined : (block.teacher_name ?? t('students.teaching.nobody')),
    chosen.phong
      ? undefined
      : block.delivery === 'online'
        ? t('students.teaching.delivery.online')
        : (block.room_code ?? t('students.teaching.no_room')),
  ].filter(Boolean)
  return (
    <article class={`block block-${block.kind}`} data-block={isMovable ? facts(block) : undefined}>
      <p class="block-time">
        {block.from_time}–{block.to_time}
        {block.state === 'held' && ` · ${t('students.teaching.session_state.held')}`}
      </p>
      <p class="block-name">
        {isReadable(data, block) ? <a href={href}>{block.section_name}</a> : block.section_name}
      </p>
      <p class="block-place">
        {block.kind !== 'theory' && `${t.dynamic(`students.teaching.kind.${block.kind}`)} · `}
        {lines.join(' · ')}
      </p>
    </article>
  )
}

/** A teacher opens only what they teach; a block of another school is no link. */
function isReadable({ place, chosen }: WeekData, block: Block): boolean {
  if (block.institution_id !== place.here.id) return false
  return place.isOffice || (chosen.gv !== undefined && block.teacher_person_id === chosen.gv)
}

const wordKeys = [
  'move',
  'choose',
  'free',
  'asking',
  'clash',
  'too_late',
  'saving',
  'failed',
  'cancelled',
  'warn',
] as const

function words(t: T): string {
  return JSON.stringify(
    Object.fromEntries(wordKeys.map((key) => [key, t.dynamic(`students.teaching.drag.${key}`)])),
  )
}
