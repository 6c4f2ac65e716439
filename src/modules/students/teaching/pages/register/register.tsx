import { z } from 'zod'
import { today as dayOf } from '#platform/clock.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Form, FormActions, PageHeader, TextField } from '#ui/index.ts'
import { getRegister, registerLock, takeAttendance } from '../../actions/take-attendance.ts'
import { weekdayAndDay } from '../../clash-words.ts'
import { listRegister } from '../../store/register.ts'
import { RegisterLines } from './register-lines.tsx'
import { registerWords } from './register-words.ts'
import { hoursText } from '../section/section-words.tsx'

/** The register of one session: everybody is there until tapped, nothing is saved until confirmed. */
export const registerPage = definePage({
  path: '/diem-danh/:id',
  permission: 'students.teach',
  params: z.object({ id: z.uuid() }),
  island: 'students/register',
  load: loadRegister,
  about: ({ block, person }) => ({ institution: block.institution_id, person }),
  title: ({ block }, t) =>
    t('students.teaching.register.title', { section: block.section_name, day: t.date(block.on_date) }),
  looks: ({ lines }) => ({ subject: 'people.person', ids: lines.map((line) => line.person_id) }),
  forms: {
    take: defineForm({
      action: takeAttendance,
      input: (body, { params }) => ({ ...body, session: params.id }),
      then: (result) => ({
        to: `/diem-danh/${result.session}`,
        say: 'students.teaching.register.saved',
        params: { count: result.count, absent: result.absent },
      }),
    }),
  },
  view: (data, context) => {
    const { block, lines, lock } = data
    const { t } = context
    return (
      <>
        <PageHeader
          title={block.section_name}
          lead={[
            block.class_code ?? t('students.teaching.mixed'),
            `${weekdayAndDay(t, block.on_date)}, ${block.from_time}–${block.to_time}`,
            block.room_code,
          ]
            .filter(Boolean)
            .join(' · ')}
          breadcrumb={[
            { href: '/diem-danh', label: t('students.teaching.register.list') },
            { href: `/lop-hoc-phan/${block.section_id}?xem=diem-danh`, label: block.section_code },
          ]}
          breadcrumbLabel={t('students.teaching.register.list')}
        />
        {lock && (
          <Alert kind="info" title={t('students.teaching.register.locked')}>
            {t.dynamic(lock)}
          </Alert>
        )}
        {lines.length === 0 ? (
          <Alert kind="info" title={t('students.teaching.roster.empty')}>
            {t('students.teaching.roster.empty_hint')}
          </Alert>
        ) : (
          <RegisterForm data={data} context={context} />
        )}
      </>
    )
  },
})

export type RegisterData = Awaited<ReturnType<typeof loadRegister>>

async function loadRegister({ db, actor, params, app }: LoadContext<{ id: string }>) {
  const today = dayOf(app.clock)
  const found = await getRegister(db, params.id, { actor, today })
  return { ...found, lock: registerLock(found, actor, today), lines: await listRegister(db, found.block) }
}

function RegisterForm({ data, context }: { data: RegisterData; context: ViewContext }) {
  const { block, lines, lock } = data
  const { t, form, actor } = context
  const account = actor.kind === 'account' ? actor.id : ''
  return (
    <div
      class="register"
      data-register={block.id}
      data-account={account}
      data-state={form.isConflict ? 'conflict' : form.sent ? 'typed' : 'stored'}
      data-locked={lock ? 'true' : undefined}
      data-words={JSON.stringify(registerWords(t))}
    >
      {form.isConflict && (
        <Alert
          kind="warning"
          title={t('students.teaching.register.conflict', { name: block.taken_by_name ?? '' })}
        >
          {t('students.teaching.register.conflict_hint')}
        </Alert>
      )}
      <p class="register-state" role="status" data-status>
        {block.taken_at
          ? t('students.teaching.register.stored', {
              at: t.dateTime(block.taken_at),
              name: block.taken_by_name ?? '',
            })
          : t('students.teaching.register.unsaved')}
      </p>
      <p class="register-count" data-count>
        {t('students.teaching.register.count', {
          there: lines.filter((line) => line.kind === null || line.kind === 'late').length,
          all: lines.length,
        })}
      </p>
      <Form bare hidden={form.hidden('take', { version: block.version })}>
        <RegisterLines data={data} context={context} />
        <div class="form mt-4">
          <TextField
            {...form.field('topic', block.topic)}
            label={t('students.teaching.field.topic_taught')}
            hint={t('students.teaching.register.topic_hint')}
            optional={t('students.teaching.optional')}
          />
        </div>
        {!lock && (
          <div class="register-confirm">
            <FormActions>
              <Button icon="check">
                {t(
                  block.taken_at
                    ? 'students.teaching.register.correct'
                    : 'students.teaching.register.confirm',
                )}
              </Button>
              <span class="text-sm text-muted">
                {t('students.teaching.register.whole', { hours: hoursText(t, block.hours) })}
              </span>
            </FormActions>
          </div>
        )}
      </Form>
    </div>
  )
}
