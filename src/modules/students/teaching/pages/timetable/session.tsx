import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Badge,
  Button,
  DateField,
  Disclosure,
  Facts,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Section,
  Select,
  TextField,
} from '#ui/index.ts'
import { findSection } from '../../../store/section.ts'
import { cancelSession, moveSession } from '../../actions/move-session.ts'
import { weekdayAndDay } from '../../clash-words.ts'
import { getBlock } from '../../store/blocks.ts'
import { listPeriods } from '../../store/choices.ts'
import { listRooms } from '../../store/room.ts'
import { listSectionTeachers } from '../../store/teachers.ts'
import { PeriodsHint, roomOptions, WarningsBox } from './session-fields.tsx'
import { hoursText, sessionStateKind } from '../section/section-words.tsx'
import { shown } from '../place.tsx'

/** One block: move it, or cancel it with a reason. */
export const sessionPage = definePage({
  path: '/thoi-khoa-bieu/buoi/:id',
  permission: 'students.edit',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const block = await getBlock(db, params.id)
    const section = await findSection(db, block.section_id, today)
    if (!section) throw notFound()
    return {
      block,
      section,
      teachers: await listSectionTeachers(db, section.id),
      rooms: await listRooms(db, block.institution_id),
      periods: await listPeriods(db, block.institution_id),
    }
  },
  about: ({ block }) => ({ institution: block.institution_id }),
  title: ({ block }, t) =>
    t('students.teaching.session.title', { section: block.section_name, day: t.date(block.on_date) }),
  forms: {
    move: defineForm({
      action: moveSession,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: (result) => ({ to: `/thoi-khoa-bieu/buoi/${result.id}`, say: 'students.teaching.session.moved' }),
    }),
    cancel: defineForm({
      action: cancelSession,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: (result) => ({
        to: `/lop-hoc-phan/${result.section}?xem=lich`,
        say: 'students.teaching.session.cancelled',
      }),
    }),
  },
  view: (data, context) => {
    const { block, section } = data
    const { t, today } = context
    const isOpen = block.state === 'planned' && section.state === 'open'
    return (
      <>
        <PageHeader
          title={block.section_name}
          lead={`${weekdayAndDay(t, block.on_date)}, ${block.from_time}–${block.to_time}`}
          state={
            <Badge kind={sessionStateKind[block.state]}>
              {t.dynamic(`students.teaching.session_state.${block.state}`)}
            </Badge>
          }
          breadcrumb={[
            { href: '/thoi-khoa-bieu', label: t('students.teaching.timetable.title') },
            { href: `/lop-hoc-phan/${section.id}?xem=lich`, label: section.code },
          ]}
          breadcrumbLabel={t('students.teaching.timetable.title')}
          actions={
            block.state !== 'cancelled' &&
            block.on_date <= today && (
              <LinkButton href={`/diem-danh/${block.id}`}>
                {t(
                  block.state === 'held'
                    ? 'students.teaching.register.open'
                    : 'students.teaching.register.take',
                )}
              </LinkButton>
            )
          }
        />
        {block.cancel_reason && (
          <Alert kind="warning" title={t('students.teaching.session_state.cancelled')}>
            {block.cancel_reason}
          </Alert>
        )}
        <Facts
          items={[
            {
              label: t('students.teaching.field.class'),
              value: block.class_code ?? t('students.teaching.mixed'),
            },
            {
              label: t('students.teaching.field.teacher'),
              value: block.teacher_name ?? t('students.teaching.nobody'),
            },
            {
              label: t('students.teaching.field.room'),
              value: block.room_code ?? t('students.teaching.no_room'),
            },
            {
              label: t('students.teaching.field.kind'),
              value: `${t.dynamic(`students.teaching.kind.${block.kind}`)} · ${t('students.teaching.hours', { hours: hoursText(t, block.hours) })}`,
            },
            { label: t('students.teaching.field.topic'), value: block.topic ?? '–' },
          ]}
        />
        {isOpen && <MoveForm data={data} context={context} />}
        {isOpen && <CancelForm version={block.version} context={context} />}
      </>
    )
  },
})

type Data = {
  block: Awaited<ReturnType<typeof getBlock>>
  teachers: Awaited<ReturnType<typeof listSectionTeachers>>
  rooms: Awaited<ReturnType<typeof listRooms>>
  periods: Awaited<ReturnType<typeof listPeriods>>
}

function MoveForm({
  data: { block, teachers, rooms, periods },
  context,
}: {
  data: Data
  context: ViewContext
}) {
  const { t, form } = context
  return (
    <Section title={t('students.teaching.session.move')}>
      <Form hidden={form.hidden('move', { version: block.version })}>
        {form.errors.section_id && (
          <p class="field-error mb-4" id="f-section_id">
            {form.errors.section_id}
          </p>
        )}
        <DateField
          {...shown(context, 'on_date', t.date(block.on_date))}
          label={t('students.teaching.field.day')}
          hint={t('students.teaching.day_hint')}
          required
        />
        <TextField
          {...shown(context, 'span', `${block.from_time}-${block.to_time}`)}
          label={t('students.teaching.session.span')}
          hint={<PeriodsHint periods={periods} institution={block.institution_id} t={t} />}
          width="half"
          required
        />
        <Select
          {...shown(context, 'room_id', block.room_id)}
          label={t('students.teaching.field.room')}
          placeholder={t('students.teaching.no_room')}
          options={roomOptions(rooms)}
        />
        <Select
          {...shown(context, 'teacher_person_id', block.teacher_person_id)}
          label={t('students.teaching.field.teacher')}
          placeholder={t('students.teaching.later')}
          options={[...new Map(teachers.map((one) => [one.person_id, one.full_name]))].map(
            ([value, label]) => ({
              value,
              label,
            }),
          )}
        />
        <TextField
          {...shown(context, 'topic', block.topic)}
          label={t('students.teaching.field.topic')}
          optional={t('students.teaching.optional')}
        />
        <TextField
          {...form.field('reason')}
          label={t('students.teaching.session.reason')}
          optional={t('students.teaching.optional')}
        />
        <WarningsBox context={context} />
        <FormActions>
          <Button icon="save">{t('students.teaching.session.move_act')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

function CancelForm({ version, context: { t, form } }: { version: number; context: ViewContext }) {
  return (
    <Disclosure label={t('students.teaching.session.cancel')} open={form.sent === 'cancel'}>
      <Form hidden={form.hidden('cancel', { version })}>
        <TextField
          {...(form.sent === 'cancel' ? form.field('reason') : { name: 'reason' })}
          idPrefix="cancel"
          label={t('students.teaching.session.cancel_reason')}
          required
        />
        <Button kind="danger">{t('students.teaching.session.cancel_act')}</Button>
      </Form>
    </Disclosure>
  )
}
