import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Alert, Button, Form, FormActions, LinkButton, PageHeader } from '#ui/index.ts'
import { changeStatus } from '../actions/change-status.ts'
import { changeOfPath } from '../change.ts'
import { getClass, listClasses, listClassLines } from '../store/class-group.ts'
import { ChangeFields } from './change-fields.tsx'

const many = ['chuyen-lop', 'thoi-hoc'] as const

/** One decision for several learners of a class: another class, or leaving. */
export const classChange = definePage({
  path: '/lop/:id/thay-doi',
  permission: 'students.edit',
  params: z.object({ id: z.uuid() }),
  query: z.object({
    loai: z.enum(many).catch('chuyen-lop'),
    id: z.union([z.string(), z.array(z.string())]).optional(),
  }),
  async load({ db, params, query, today }) {
    const group = await getClass(db, params.id)
    const chosen = new Set([query.id ?? []].flat())
    const lines = (await listClassLines(db, group.id)).filter((line) => chosen.has(line.id))
    const classes = await listClasses(db, { reach: [group.institution_id], since: today })
    return {
      group,
      lines,
      classes: classes.filter((one) => one.id !== group.id),
      change: changeOfPath(query.loai)!,
    }
  },
  about: ({ group }) => ({ institution: group.institution_id }),
  looks: ({ lines }) => ({ subject: 'people.person', ids: lines.map((line) => line.person_id) }),
  title: ({ change }, t) => t.dynamic(`students.change.act.${change}`),
  forms: {
    change: defineForm({
      action: changeStatus,
      input: (body, { params }) => ({ ...body, ...params }),
      then: (result, { params }) => ({
        to: `/lop/${params.id}`,
        say: 'students.change.done_many',
        params: { count: result.count },
      }),
    }),
  },
  view: ({ group, lines, classes, change }, context) => {
    const { t, form } = context
    const back = (
      <LinkButton kind="ghost" href={`/lop/${group.id}`}>
        {t('people.edit.cancel')}
      </LinkButton>
    )
    return (
      <>
        <PageHeader
          title={t.dynamic(`students.change.act.${change}`)}
          lead={t('students.change.many_lead', { count: lines.length, class: group.code })}
        />
        {lines.length === 0 ? (
          <>
            <Alert kind="info" title={t('students.change.error.nobody')}>
              {t('students.change.nobody_hint')}
            </Alert>
            <FormActions>{back}</FormActions>
          </>
        ) : (
          <Form hidden={{ ...form.hidden('change'), change }}>
            <ul class="bullets mb-6">
              {lines.map((line) => (
                <li key={line.id}>
                  {line.full_name} · {line.code}
                  <input type="hidden" name="enrolments[]" value={`${line.id} ${line.version}`} />
                </li>
              ))}
            </ul>
            <ChangeFields change={change} classes={classes} context={context} />
            <FormActions>
              <Button kind={change === 'withdraw' ? 'danger' : 'primary'}>
                {t.dynamic(`students.change.act.${change}`)}
              </Button>
              {back}
            </FormActions>
          </Form>
        )}
      </>
    )
  },
})
