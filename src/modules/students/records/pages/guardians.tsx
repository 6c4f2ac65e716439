import { z } from 'zod'
import { fieldProps, findPerson } from '#modules/people/index.ts'
import { takeParked } from '#platform/forms/parked.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Badge,
  Button,
  CopyField,
  DateField,
  Form,
  FormActions,
  RadioGroup,
  Section,
  Table,
  TextField,
} from '#ui/index.ts'
import { giveGuardianLink, secretForm, takeGuardianLink } from '../actions/guardian-link.ts'
import { lastMinorDay, relations, type GuardianLink } from '../guardian.ts'
import { listGuardianLinks } from '../store/guardian.ts'
import { getRecord } from '../store/learner.ts'
import { LearnerHeader } from './learner-header.tsx'
import { wordOptions } from './parts.tsx'

const path = '/hoc-sinh/:id/phu-huynh'

/** Links by which guardians of a minor read along. A new one is shown once. */
export const learnerGuardians = definePage({
  path,
  permission: 'students.edit',
  params: z.object({ id: z.uuid() }),
  query: z.object({ ma: z.string().max(100).optional() }),
  async load({ db, params, query, app, actor, request }) {
    const record = await getRecord(db, params.id)
    const person = await findPerson(db, record.learner.person_id)
    const account = actor.kind === 'account' ? actor.id : undefined
    const parked = query.ma
      ? await takeParked(app, query.ma, new URL(request.url).pathname, { account })
      : undefined
    const secret = parked?.form === secretForm ? String(parked.values.secret) : undefined
    return {
      record,
      links: await listGuardianLinks(db, params.id),
      last: person && lastMinorDay(person),
      address: secret && `${app.publicUrl()}/phu-huynh/${secret}`,
    }
  },
  about: ({ record: { learner } }) => ({ institution: learner.institution_id, person: learner.person_id }),
  looks: ({ record }) => ({ subject: 'people.person', ids: [record.learner.person_id] }),
  title: (_data, t) => t('students.tab.guardians'),
  forms: {
    give: defineForm({
      action: giveGuardianLink,
      input: (body, { params }) => ({ ...body, learner: params.id }),
      then: (result) => `${result.path}?ma=${result.parked}`,
    }),
    revoke: defineForm({
      action: takeGuardianLink,
      input: (body) => body,
      then: (result) => ({ to: `/hoc-sinh/${result.learner}/phu-huynh`, say: 'students.guardian.revoked' }),
    }),
  },
  view: ({ record, links, last, address }, context) => {
    const { t, today } = context
    return (
      <>
        <LearnerHeader record={record} current={path} context={context} />
        {address && (
          <div class="mt-6">
            <Alert kind="success" title={t('students.guardian.made')}>
              {t('students.guardian.made_hint')}
            </Alert>
            <CopyField name="address" label={t('students.guardian.address')} value={address} />
          </div>
        )}
        <Section title={t('students.guardian.links')}>
          <Links links={links} context={context} />
        </Section>
        {last && last >= today ? (
          <GiveForm last={last} context={context} />
        ) : (
          <p class="mt-6 max-w-prose text-muted">
            {last ? t('students.guardian.error.of_age') : t('students.guardian.error.birth_unknown')}
          </p>
        )}
      </>
    )
  },
})

function Links({ links, context }: { links: readonly GuardianLink[]; context: ViewContext }) {
  const { t, form, today } = context
  const isOpen = (link: GuardianLink) => link.revoked_on === null && link.to_date >= today
  return (
    <Table
      caption={t('students.guardian.links')}
      rows={links}
      rowKey={(link) => link.id}
      columns={[
        { key: 'guardian_name', label: t('students.guardian.name') },
        {
          key: 'relation',
          label: t('students.guardian.relation'),
          render: (link) => t.dynamic(`students.guardian.relation.${link.relation}`),
        },
        { key: 'contact', label: t('students.guardian.contact'), render: (link) => link.contact ?? '–' },
        { key: 'to', label: t('students.guardian.to'), render: (link) => t.date(link.to_date) },
        {
          key: 'seen',
          label: t('students.guardian.seen'),
          render: (link) =>
            link.last_seen_at ? t.dateTime(link.last_seen_at) : t('students.guardian.never'),
        },
        {
          key: 'state',
          label: t('students.field.state'),
          render: (link) =>
            isOpen(link) ? (
              <Form
                hidden={{ ...form.hidden('revoke'), link: link.id }}
                bare
                label={t('students.guardian.revoke_of', { name: link.guardian_name })}
              >
                <Button
                  small
                  kind="secondary"
                  label={t('students.guardian.revoke_of', { name: link.guardian_name })}
                >
                  {t('students.guardian.revoke')}
                </Button>
              </Form>
            ) : (
              <Badge>
                {link.revoked_on
                  ? t('students.guardian.revoked_on', { day: t.date(link.revoked_on) })
                  : t('students.guardian.ended')}
              </Badge>
            ),
        },
      ]}
      empty={<p class="text-muted">{t('students.guardian.none')}</p>}
    />
  )
}

function GiveForm({ last, context }: { last: string; context: ViewContext }) {
  const { t, form } = context
  const optional = t('people.form.optional')
  return (
    <Section title={t('students.guardian.new')} lead={t('students.guardian.lead', { day: t.date(last) })}>
      <Form hidden={form.hidden('give')} label={t('students.guardian.new')}>
        <TextField
          {...fieldProps(context, 'guardian_name')}
          label={t('students.guardian.name')}
          maxlength={120}
          required
        />
        <RadioGroup
          {...fieldProps(context, 'relation')}
          label={t('students.guardian.relation')}
          options={wordOptions(relations, 'students.guardian.relation', t)}
          inline
          required
        />
        <TextField
          {...fieldProps(context, 'contact')}
          label={t('students.guardian.contact')}
          hint={t('students.guardian.contact_hint')}
          optional={optional}
          maxlength={120}
        />
        <DateField
          {...fieldProps(context, 'to_date')}
          label={t('students.guardian.to')}
          hint={t('students.guardian.to_hint', { day: t.date(last) })}
          optional={optional}
        />
        <FormActions>
          <Button>{t('students.guardian.give')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
