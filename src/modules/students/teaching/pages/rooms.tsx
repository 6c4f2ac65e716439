import { z } from 'zod'
import { definePage } from '#platform/pages/page.ts'
import { Empty, LinkButton, PageHeader, Table } from '#ui/index.ts'
import { listRooms } from '../store/room.ts'
import { choosePlace, inPlace, PlaceForm, placeName } from './place.tsx'

/** Rooms and workshops of a school. */
export const roomList = definePage({
  path: '/phong-hoc',
  permission: 'students.read',
  query: z.object({ 'co-so': z.string().max(100).optional() }),
  async load({ db, actor, query, today }) {
    const place = await choosePlace(db, actor, today, query['co-so'])
    return { place, rooms: await listRooms(db, place.here.id) }
  },
  about: ({ place }) => ({ institution: place.here.id }),
  title: (_data, t) => t('students.teaching.rooms.title'),
  view: ({ place, rooms }, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('students.teaching.rooms.title')}
          lead={placeName(place)}
          count={rooms.length > 0 ? t.number(rooms.length) : undefined}
          actions={
            place.mayEdit && (
              <LinkButton href={inPlace(place, '/phong-hoc/moi')}>
                {t('students.teaching.rooms.new')}
              </LinkButton>
            )
          }
        />
        <PlaceForm place={place} context={context} />
        <Table
          caption={t('students.teaching.rooms.title')}
          rows={rooms}
          rowKey={(room) => room.id}
          rowHref={(room) =>
            place.mayEdit
              ? inPlace(place, `/phong-hoc/${room.id}`)
              : inPlace(place, '/thoi-khoa-bieu', { phong: room.id })
          }
          columns={[
            { key: 'code', label: t('students.teaching.field.room') },
            { key: 'name', label: t('students.teaching.field.name'), render: (room) => room.name ?? '–' },
            {
              key: 'kind',
              label: t('students.teaching.field.room_kind'),
              render: (room) => t.dynamic(`students.teaching.room_kind.${room.kind}`),
            },
            {
              key: 'capacity',
              label: t('students.teaching.field.capacity'),
              align: 'end',
              render: (room) => (room.capacity === null ? '–' : t.number(room.capacity)),
            },
            {
              key: 'campus_name',
              label: t('students.teaching.field.campus'),
              render: (room) => room.campus_name ?? '–',
            },
            {
              key: 'timetable',
              label: t('students.teaching.timetable.title'),
              render: (room) => (
                <a href={inPlace(place, '/thoi-khoa-bieu', { phong: room.id })}>
                  {t('students.teaching.open')}
                  <span class="sr-only"> {room.code}</span>
                </a>
              ),
            },
          ]}
          empty={
            <Empty
              title={t('students.teaching.rooms.empty')}
              action={
                place.mayEdit
                  ? { href: inPlace(place, '/phong-hoc/moi'), label: t('students.teaching.rooms.new') }
                  : undefined
              }
            >
              {t('students.teaching.rooms.empty_hint')}
            </Empty>
          }
        />
      </>
    )
  },
})
