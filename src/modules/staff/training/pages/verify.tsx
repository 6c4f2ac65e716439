import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Empty,
  Facts,
  Form,
  FormActions,
  LinkButton,
  NumberField,
  PageHeader,
  Queue,
  RadioGroup,
  Select,
  TextArea,
} from '#ui/index.ts'
import { decideCertificate } from '../actions/outside.ts'
import { findOutside, listWaiting, type OutsideCertificate } from '../store/records.ts'
import { categoryOptions, decimal, ProofState } from './parts.tsx'

/** Outside certificates that wait: the list left, the certificate and its scan right; the next comes by itself. */
export const verifyQueue = definePage({
  path: '/boi-duong/xac-minh',
  permission: 'staff.verify-certificates',
  query: z.object({ id: z.uuid().optional().catch(undefined) }),
  async load({ db, query, today }) {
    const waiting = await listWaiting(db, 50)
    const chosen = (query.id ? await findOutside(db, query.id) : undefined) ?? waiting.rows[0]
    const ids = [...waiting.rows, ...(chosen ? [chosen] : [])].map((one) => one.institution_id)
    return { ...waiting, chosen, names: await institutionNames(db, [...new Set(ids)], today) }
  },
  title: (_data, t) => t('staff.training.verify.title'),
  looks: ({ rows, chosen }) => ({
    subject: 'people.person',
    ids: [...new Set([...rows, ...(chosen ? [chosen] : [])].map((one) => one.person_id))],
  }),
  forms: {
    decide: defineForm({
      action: decideCertificate,
      then: () => ({ to: '/boi-duong/xac-minh', say: 'staff.training.verify.saved' }),
    }),
  },
  view: ({ rows, count, chosen, names }, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('staff.training.verify.title')}
          breadcrumb={[{ href: '/boi-duong', label: t('staff.training.nav') }]}
          breadcrumbLabel={t('staff.training.nav')}
        />
        <Queue
          label={t('staff.training.verify.queue')}
          itemLabel={t('staff.training.verify.item')}
          summary={t('staff.training.verify.count', { count })}
          items={rows.map((one) => ({
            href: `/boi-duong/xac-minh?id=${one.id}`,
            title: one.person_name,
            note: `${one.course_name} · ${t.date(one.sent_on)}`,
            current: one.id === chosen?.id,
          }))}
        >
          {chosen ? (
            <Item one={chosen} school={names.get(chosen.institution_id) ?? '–'} context={context} />
          ) : (
            <Empty title={t('staff.training.verify.done')}>{t('staff.training.verify.done_hint')}</Empty>
          )}
        </Queue>
      </>
    )
  },
})

function Item({ one, school, context }: { one: OutsideCertificate; school: string; context: ViewContext }) {
  const { t } = context
  return (
    <>
      <PageHeader
        level={2}
        title={one.person_name}
        lead={school}
        state={<ProofState state={one.state} t={t} />}
      />
      <Facts
        items={[
          { label: t('staff.training.field.name'), value: one.course_name },
          {
            label: t('staff.training.field.issuer'),
            value: one.issuer,
            note: one.issuer_legal_id ?? undefined,
          },
          { label: t('staff.training.field.serial'), value: one.serial ?? '–' },
          {
            label: t('staff.training.field.completed_on'),
            value: one.from_date
              ? `${t.date(one.from_date)} – ${t.date(one.completed_on)}`
              : t.date(one.completed_on),
          },
          { label: t('staff.training.field.valid_to'), value: one.valid_to ? t.date(one.valid_to) : '–' },
          { label: t('staff.training.field.sent_on'), value: t.date(one.sent_on) },
          ...(one.content
            ? [{ label: t('staff.training.field.content'), value: one.content, wide: true }]
            : []),
        ]}
      />
      <Scan one={one} context={context} />
      {one.state === 'pending' ? <Decide one={one} context={context} /> : one.reason && <p>{one.reason}</p>}
    </>
  )
}

function Scan({ one, context: { t } }: { one: OutsideCertificate; context: ViewContext }) {
  if (!one.file_hash) return <p class="my-4 text-muted">{t('staff.training.verify.no_file')}</p>
  const href = `/boi-duong/minh-chung/${one.id}/tep`
  return (
    <div class="my-4 grid gap-3">
      {one.file_kind !== 'pdf' && (
        <img
          src={href}
          alt={t('staff.training.verify.image', { name: one.person_name })}
          class="max-w-full"
        />
      )}
      <p>
        <LinkButton kind="secondary" icon="file" href={href}>
          {t('staff.training.verify.open_file')}
        </LinkButton>
      </p>
    </div>
  )
}

function Decide({ one, context: { t, form } }: { one: OutsideCertificate; context: ViewContext }) {
  return (
    // Its own address: refused, it comes back with the same certificate, whoever decided on what stood first meanwhile.
    <Form
      hidden={{ ...form.hidden('decide', { version: one.version }), id: one.id }}
      action={`/boi-duong/xac-minh?id=${one.id}`}
    >
      <Select
        {...form.field('category', one.category)}
        label={t('staff.training.field.category')}
        hint={t('staff.training.verify.put_right')}
        options={categoryOptions(t)}
      />
      <NumberField
        {...form.field('hours', decimal(one.hours, t))}
        label={t('staff.training.field.hours')}
        decimal
      />
      <RadioGroup
        {...form.field('decision')}
        label={t('staff.training.verify.decision')}
        options={[
          { value: 'verified', label: t('staff.training.verify.accept') },
          { value: 'rejected', label: t('staff.training.verify.reject') },
        ]}
        required
      />
      <TextArea
        {...form.field('reason')}
        label={t('staff.training.field.reason')}
        optional={t('staff.training.optional')}
        rows={3}
      />
      <FormActions>
        <Button>{t('staff.training.verify.save')}</Button>
      </FormActions>
    </Form>
  )
}
