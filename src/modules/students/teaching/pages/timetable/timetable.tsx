import { z } from 'zod'
import { addDays } from '#platform/clock.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { addressOf } from '#platform/pages/query.ts'
import { parseDate } from '#platform/text/index.ts'
import { Alert, Button, Empty, Form, LinkButton, Menu, PageHeader, Select } from '#ui/index.ts'
import { moveSession } from '../../actions/move-session.ts'
import { listBlocks } from '../../store/blocks.ts'
import { listClassChoices, listPeriods, listTeacherChoices } from '../../store/choices.ts'
import { listRooms } from '../../store/room.ts'
import { mondayOf } from '../../time.ts'
import { choosePlace, inPlace, PlaceForm } from '../place.tsx'
import { DayList, WeekTable } from './timetable-week.tsx'
import { WeekLinks } from '../week-links.tsx'

export const WeekQuery = z.object({
  'co-so': z.string().max(100).optional().catch(undefined),
  lop: z.uuid().optional().catch(undefined),
  gv: z.uuid().optional().catch(undefined),
  phong: z.uuid().optional().catch(undefined),
  tuan: z.string().max(10).optional().catch(undefined),
})
type Query = z.output<typeof WeekQuery>

/** The week of a class, a teacher or a room. */
export const timetable = definePage({
  path: '/thoi-khoa-bieu',
  permission: 'signed-in',
  query: WeekQuery,
  island: 'students/timetable',
  load: loadWeek,
  title: ({ subject }, t) =>
    subject
      ? `${t('students.teaching.timetable.title')}: ${subject}`
      : t('students.teaching.timetable.title'),
  forms: {
    move: defineForm({
      action: moveSession,
      then: (result) => ({ to: `/thoi-khoa-bieu/buoi/${result.id}`, say: 'students.teaching.session.moved' }),
    }),
  },
  view: (data, context) => {
    const { place, monday, subject, blocks, query } = data
    const { t, form } = context
    const week = (day: string) => addressOf('/thoi-khoa-bieu', { ...query, tuan: day })
    return (
      <div class="timetable-page">
        <PageHeader
          title={
            subject
              ? t('students.teaching.timetable.of', { subject })
              : t('students.teaching.timetable.title')
          }
          lead={t('students.teaching.timetable.week', {
            from: t.date(monday),
            to: t.date(addDays(monday, 6)),
          })}
          actions={<Acts data={data} context={context} />}
        />
        {data.lacksPerson && (
          <Alert kind="info" title={t('students.teaching.no_person')}>
            {t('students.teaching.no_person_hint')}
          </Alert>
        )}
        <Choose data={data} context={context} />
        <nav class="week-nav print:hidden" aria-label={t('students.teaching.timetable.weeks')}>
          <WeekLinks monday={monday} today={context.today} href={week} t={t} />
        </nav>
        {subject && blocks.length === 0 && (
          <Empty title={t('students.teaching.timetable.empty')}>
            {t(
              place.mayEdit
                ? 'students.teaching.timetable.empty_edit'
                : 'students.teaching.timetable.empty_read',
            )}
          </Empty>
        )}
        {subject && (blocks.length > 0 || place.mayEdit) && (
          <>
            <WeekTable data={data} hidden={form.hidden('move')} context={context} />
            <DayList data={data} context={context} />
          </>
        )}
      </div>
    )
  },
})

export type WeekData = Awaited<ReturnType<typeof loadWeek>>

/** Which of the three is looked at; a teacher's own week, or the first class, when nothing is chosen. */
export async function loadWeek({
  db,
  actor,
  query,
  today,
}: Pick<LoadContext<Record<string, string>, Query>, 'db' | 'actor' | 'query' | 'today'>) {
  const place = await choosePlace(db, actor, today, query['co-so'])
  const monday = mondayOf(parseDate(query.tuan ?? '') ?? today)
  const span = { from_date: monday, to_date: addDays(monday, 6) }
  const classes = await listClassChoices(db, place.here.id, span)
  const teachers = await listTeacherChoices(db, place.here.id, today)
  const rooms = await listRooms(db, place.here.id)
  const person = actor.kind === 'account' ? actor.personId : undefined
  const isOpen = !query.lop && !query.gv && !query.phong
  const chosen = {
    lop: isOpen && place.isOffice ? classes[0]?.id : query.lop,
    gv: isOpen && !place.isOffice ? person : query.gv,
    phong: query.phong,
  }
  const named =
    classes.find((one) => one.id === chosen.lop)?.code ??
    teachers.find((one) => one.person_id === chosen.gv)?.full_name ??
    rooms.find((one) => one.id === chosen.phong)?.code
  // A teacher may have left the staff list but still own past blocks; one's own week always opens.
  const subject =
    named ?? (chosen.gv && chosen.gv === person && actor.kind === 'account' ? actor.name : undefined)
  return {
    place,
    monday,
    classes,
    teachers,
    rooms,
    chosen,
    subject,
    query: { ...query, ...chosen },
    lacksPerson: isOpen && !place.isOffice && !person,
    periods: await listPeriods(db, place.here.id),
    blocks: subject
      ? await listBlocks(db, {
          ...span,
          institution: chosen.gv ? undefined : place.here.id,
          classGroup: chosen.lop,
          teacher: chosen.gv,
          room: chosen.phong,
        })
      : [],
  }
}

function Acts({
  data: { place, chosen, subject },
  context: { t, url },
}: {
  data: WeekData
  context: ViewContext
}) {
  return (
    <>
      {subject && (
        <LinkButton kind="ghost" icon="print" href={`/thoi-khoa-bieu/in.pdf${url.search}`}>
          {t('students.teaching.timetable.print')}
        </LinkButton>
      )}
      {place.mayEdit && (
        <>
          <Menu
            label={t('students.teaching.more')}
            icon="more"
            end
            items={[
              {
                href: inPlace(place, '/thoi-khoa-bieu/tiet-hoc'),
                label: t('students.teaching.periods.title'),
              },
              { href: inPlace(place, '/phong-hoc'), label: t('students.teaching.rooms.title') },
              { href: '/quy-dinh-day-hoc', label: t('students.teaching.rule.title') },
              { href: '/nhap-du-lieu/tai-len/timetable', label: t('students.teaching.import.open') },
            ]}
          />
          <LinkButton icon="plus" href={inPlace(place, '/thoi-khoa-bieu/them', { lop: chosen.lop })}>
            {t('students.teaching.timetable.add')}
          </LinkButton>
        </>
      )}
    </>
  )
}

function Choose({ data, context }: { data: WeekData; context: ViewContext }) {
  const { t } = context
  const { classes, teachers, rooms, chosen, monday, place } = data
  const kinds = [
    {
      name: 'lop',
      label: t('students.teaching.field.class'),
      options: classes.map((one) => ({ value: one.id, label: one.code })),
    },
    {
      name: 'gv',
      label: t('students.teaching.field.teacher'),
      options: teachers.map((one) => ({ value: one.person_id, label: one.full_name })),
    },
    {
      name: 'phong',
      label: t('students.teaching.field.room'),
      options: rooms.map((one) => ({ value: one.id, label: one.code })),
    },
  ] as const
  return (
    <div class="week-choice print:hidden">
      <PlaceForm place={place} context={context} bare />
      {kinds.map((kind) => (
        <Form
          key={kind.name}
          method="get"
          bare
          label={t('students.teaching.timetable.see_by', { kind: kind.label })}
          hidden={{ tuan: monday, 'co-so': place.options.length > 1 ? place.here.code : undefined }}
        >
          <Select
            name={kind.name}
            label={kind.label}
            value={chosen[kind.name]}
            placeholder={t('students.teaching.choose')}
            options={kind.options}
          />
          <Button kind="secondary" label={t('students.teaching.timetable.see_by', { kind: kind.label })}>
            {t('students.teaching.see')}
          </Button>
        </Form>
      ))}
    </div>
  )
}
