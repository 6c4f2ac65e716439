import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  CheckboxGroup,
  CopyField,
  DateField,
  Empty,
  Facts,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Section,
  Table,
  TextField,
} from '#ui/index.ts'
import { checkAddress } from '../../address.ts'
import { claimsOf } from '../../credentials/presentation.ts'
import type { Diploma } from '../../diploma.ts'
import { shareDiploma } from '../actions/share.ts'
import { shareFields, usualFields, type Share } from '../share.ts'
import { getOwnDiploma } from '../store/diploma.ts'
import { listShares } from '../store/share.ts'
import { said, ShareTag, StateTag } from './parts.tsx'

type Data = { diploma: Diploma; shares: Share[] }

/** One of a holder's own diplomas: its files, where others check it, and the links by which parts of it are shown. */
export const ownDiploma = definePage<Data, { id: string }>({
  path: '/van-bang-cua-toi/:id',
  permission: 'diplomas.own',
  params: z.object({ id: z.uuid() }),
  async load({ db, actor, params }) {
    const diploma = await getOwnDiploma(db, actor.kind === 'account' ? actor.personId : undefined, params.id)
    return { diploma, shares: await listShares(db, diploma.id) }
  },
  about: ({ diploma }) => ({ person: diploma.person_id ?? undefined }),
  title: ({ diploma }, t) => said(diploma.content.title, t),
  forms: {
    share: defineForm({
      action: shareDiploma,
      input: (body, { params }) => ({ fields: [], ...body, diploma: params.id }),
      then: ({ diploma, share }) => `/van-bang-cua-toi/${diploma}/chia-se/${share}`,
    }),
  },
  view: (data, context) => {
    const { t, app } = context
    const { diploma } = data
    return (
      <>
        <PageHeader
          title={said(diploma.content.title, t)}
          state={<StateTag state={diploma.state} t={t} />}
          breadcrumb={[{ href: '/van-bang-cua-toi', label: t('diplomas.own.title') }]}
          breadcrumbLabel={t('diplomas.check.crumb')}
          actions={<Downloads diploma={diploma} t={t} />}
        />
        <NextStep diploma={diploma} t={t} />
        <Facts items={facts(diploma, t)} />
        <div class="mt-6">
          <CopyField
            name="check"
            label={t('diplomas.own.check_address')}
            hint={t('diplomas.own.check_address_hint')}
            value={checkAddress(app, diploma.public_id)}
          />
        </div>
        <ShareForm diploma={diploma} context={context} />
        <Shares data={data} context={context} />
        {(diploma.state === 'issued' || diploma.state === 'delivered') && (
          <p class="mt-8">
            <a href={`/van-bang-cua-toi/${diploma.id}/vi`}>{t('diplomas.wallet.title')}</a>
          </p>
        )}
        <p class="mt-2">
          <a href={`/van-bang-cua-toi/${diploma.id}/ban-sao`}>{t('diplomas.copies.own.title')}</a>
        </p>
        {context.may('students.learn') && (
          <p class="mt-2">
            <a href="/hoc-tap/de-nghi/du-lieu">{t('diplomas.own.wrong')}</a>
          </p>
        )}
        <p class="mt-2">
          <a href="/tai-khoan/ai-da-xem">{t('diplomas.own.who_looked')}</a>
        </p>
      </>
    )
  },
})

type T = ViewContext['t']

/** What its holder does about one that does not stand. */
function NextStep({ diploma: { state }, t }: { diploma: Diploma; t: T }) {
  if (state !== 'corrected' && state !== 'replaced' && state !== 'suspended' && state !== 'revoked')
    return null
  return (
    <Alert kind="warning" title={t(`diplomas.check.result.${state}`)}>
      {t(`diplomas.own.next.${state}`)}
    </Alert>
  )
}

function Downloads({ diploma, t }: { diploma: Diploma; t: T }) {
  const path = `/van-bang-cua-toi/${diploma.id}`
  return (
    <>
      {diploma.pdf_file && (
        <LinkButton href={`${path}/van-bang.pdf`} icon="download" download>
          {t('diplomas.own.pdf')}
        </LinkButton>
      )}
      {diploma.credential_file && (
        <LinkButton href={`${path}/van-bang.json`} kind="secondary" icon="download" download>
          {t('diplomas.own.json')}
        </LinkButton>
      )}
    </>
  )
}

function facts({ content, serial, entry_no }: Diploma, t: T) {
  return [
    { label: t('diplomas.check.field.holder'), value: content.holder.full_name },
    {
      label: t('diplomas.own.field.birth'),
      value: t.date(content.holder.birth_date) || (content.holder.birth_year ?? '–'),
    },
    { label: t('diplomas.check.field.programme'), value: said(content.programme.name, t) },
    {
      label: t('diplomas.check.field.classification'),
      value: content.classification ? said(content.classification.name, t) : '–',
    },
    { label: t('diplomas.check.field.institution'), value: content.institution.name },
    { label: t('diplomas.check.field.year'), value: content.graduation.year },
    { label: t('diplomas.check.field.serial'), value: serial ?? '–' },
    { label: t('diplomas.check.field.entry_no'), value: entry_no ?? '–' },
    { label: t('diplomas.check.field.issue_date'), value: t.date(content.issue.date) },
  ]
}

function ShareForm({ diploma, context: { t, form } }: { diploma: Diploma; context: ViewContext }) {
  const claims = claimsOf(diploma)
  const typed = form.values['fields[]']
  return (
    <Section title={t('diplomas.own.share.new')} lead={t('diplomas.own.share.new_lead')} id="chia-se">
      <Form hidden={form.hidden('share')}>
        <CheckboxGroup
          name="fields[]"
          label={t('diplomas.own.share.fields')}
          hint={t('diplomas.own.share.fields_hint')}
          values={typed === undefined ? usualFields : [typed].flat()}
          error={form.errors.fields}
          options={shareFields
            .filter((name) => name in claims)
            .map((value) => ({ value, label: t(`diplomas.own.line.${value}`) }))}
        />
        <TextField
          {...form.field('purpose')}
          label={t('diplomas.own.share.purpose')}
          hint={t('diplomas.own.share.purpose_hint')}
          maxlength={200}
          required
        />
        <DateField
          {...form.field('to_date')}
          label={t('diplomas.own.share.to_date')}
          hint={t('diplomas.own.share.to_date_hint')}
          required
        />
        <FormActions>
          <Button icon="link">{t('diplomas.own.share.make')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

function Shares({ data: { diploma, shares }, context: { t, today } }: { data: Data; context: ViewContext }) {
  return (
    <Section title={t('diplomas.own.share.list')}>
      <Table
        caption={t('diplomas.own.share.list')}
        rows={shares}
        rowKey={(share) => share.id}
        rowHref={(share) => `/van-bang-cua-toi/${diploma.id}/chia-se/${share.id}`}
        empty={<Empty title={t('diplomas.own.share.none')} icon="link" />}
        columns={[
          { key: 'purpose', label: t('diplomas.own.share.purpose') },
          { key: 'to_date', label: t('diplomas.own.share.until'), render: (share) => t.date(share.to_date) },
          {
            key: 'state',
            label: t('diplomas.own.share.state'),
            render: (share) => <ShareTag share={share} today={today} t={t} />,
          },
          {
            key: 'looks',
            label: t('diplomas.own.share.looks'),
            align: 'end',
            render: (share) => t.number(share.looks),
          },
          {
            key: 'last_look',
            label: t('diplomas.own.share.last_look'),
            render: (share) => t.dateTime(share.last_look) || '–',
          },
        ]}
      />
    </Section>
  )
}
