import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Form,
  FormActions,
  LinkButton,
  NumberField,
  PageHeader,
  Select,
  TextField,
} from '#ui/index.ts'
import { saveRoom } from '../actions/save-room.ts'
import { roomKinds } from '../room.ts'
import { getRoom, listCampusOptions, type Campus, type Room } from '../store/room.ts'
import { backInPlace, choosePlace, inPlace, placeName, shown, type PlaceChoice } from './place.tsx'

const save = defineForm({
  action: saveRoom,
  then: (_result, context) => ({
    to: backInPlace(context, '/phong-hoc'),
    say: 'students.teaching.rooms.saved',
  }),
})

/** Adds a room. */
export const roomNew = definePage({
  path: '/phong-hoc/moi',
  permission: 'students.edit',
  query: z.object({ 'co-so': z.string().max(100).optional() }),
  async load({ db, actor, query, today }) {
    const place = await choosePlace(db, actor, today, query['co-so'])
    return { place, campuses: await listCampusOptions(db, place.here.id, today) }
  },
  about: ({ place }) => ({ institution: place.here.id }),
  title: (_data, t) => t('students.teaching.rooms.new'),
  forms: { save },
  view: ({ place, campuses }, context) => (
    <RoomForm
      place={place}
      title={context.t('students.teaching.rooms.new')}
      campuses={campuses}
      hidden={{ ...context.form.hidden('save'), institution: place.here.id }}
      context={context}
    />
  ),
})

/** Changes a room. */
export const roomEdit = definePage({
  path: '/phong-hoc/:id',
  permission: 'students.edit',
  params: z.object({ id: z.uuid() }),
  async load({ db, actor, params, today }) {
    const room = await getRoom(db, params.id)
    const place = await choosePlace(db, actor, today, room.institution_id)
    return { place, room, campuses: await listCampusOptions(db, room.institution_id, today) }
  },
  about: ({ room }) => ({ institution: room.institution_id }),
  title: ({ room }, t) => t('students.teaching.rooms.edit', { room: room.code }),
  forms: { save },
  view: ({ place, room, campuses }, context) => (
    <RoomForm
      place={place}
      title={context.t('students.teaching.rooms.edit', { room: room.code })}
      room={room}
      campuses={campuses}
      hidden={context.form.hidden('save', { version: room.version })}
      context={context}
    />
  ),
})

function RoomForm(props: {
  place: PlaceChoice
  title: string
  room?: Room
  campuses: readonly Campus[]
  hidden: Record<string, string | number>
  context: ViewContext
}) {
  const { place, room, campuses, context } = props
  const { t } = context
  const optional = t('students.teaching.optional')
  return (
    <>
      <PageHeader
        title={props.title}
        lead={placeName(place)}
        breadcrumb={[{ href: inPlace(place, '/phong-hoc'), label: t('students.teaching.rooms.title') }]}
        breadcrumbLabel={t('students.teaching.rooms.title')}
      />
      <Form hidden={props.hidden}>
        <TextField
          {...shown(context, 'code', room?.code)}
          label={t('students.teaching.field.room')}
          hint={t('students.teaching.rooms.code_hint')}
          width="short"
          required
        />
        <TextField
          {...shown(context, 'name', room?.name)}
          label={t('students.teaching.field.name')}
          optional={optional}
        />
        <Select
          {...shown(context, 'kind', room?.kind ?? 'classroom')}
          label={t('students.teaching.field.room_kind')}
          options={roomKinds.map((value) => ({
            value,
            label: t.dynamic(`students.teaching.room_kind.${value}`),
          }))}
          width="half"
        />
        <NumberField
          {...shown(context, 'capacity', room?.capacity)}
          label={t('students.teaching.field.capacity')}
          unit={t('students.teaching.seats')}
          optional={optional}
        />
        {campuses.length > 0 && (
          <Select
            {...shown(context, 'campus_id', room?.campus_id)}
            label={t('students.teaching.field.campus')}
            placeholder={t('students.teaching.none')}
            options={campuses.map((campus) => ({ value: campus.id, label: campus.name }))}
            optional={optional}
          />
        )}
        <FormActions>
          <Button icon="save">{t('students.teaching.save')}</Button>
          <LinkButton kind="ghost" href={inPlace(place, '/phong-hoc')}>
            {t('students.teaching.back')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  )
}
