import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { fieldProps } from '#modules/people/index.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  Card,
  Disclosure,
  Facts,
  FileField,
  Form,
  FormActions,
  PageHeader,
  PasswordField,
  Section,
  Select,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { addKeyFile, keyMaxBody, nameOutsideKey } from '../actions/add-key.ts'
import { endSigningKey } from '../actions/end-key.ts'
import { factsOf, isUsable, standingOf, type SigningKey } from '../key.ts'
import { listKeys } from '../store/key.ts'
import { keysPath, StandingBadge } from './key-parts.tsx'

const done = (say: string) => ({
  then: ({ institution }: { institution: string }) => ({ to: keysPath(institution), say }),
})

/** The keys of one school: what each is, and the ways to bring in another. */
export const schoolKeys = definePage({
  path: '/khoa-ky/:id',
  permission: 'diplomas.keys',
  params: z.object({ id: z.uuid() }),
  maxBody: keyMaxBody,
  load: loadKeys,
  about: ({ id }) => ({ institution: id }),
  title: ({ name }, t) => t('diplomas.keys.of', { name }),
  forms: {
    file: defineForm({ action: addKeyFile, ...done('diplomas.keys.added') }),
    outside: defineForm({ action: nameOutsideKey, ...done('diplomas.keys.added') }),
    end: defineForm({ action: endSigningKey, ...done('diplomas.keys.ended_now') }),
  },
  view: ({ id, name, keys, outside }, context) => {
    const { t, today, may } = context
    const isReady = keys.some((key) => isUsable(standingOf(key, today)))
    return (
      <>
        <PageHeader
          title={t('diplomas.keys.of', { name })}
          lead={t('diplomas.keys.lead')}
          breadcrumb={[{ href: '/khoa-ky', label: t('diplomas.keys.title') }]}
          breadcrumbLabel={t('diplomas.registers.crumbs')}
        />
        <p class="mb-4">
          <a href={`/khoa-ky/${id}/van-bang-so`}>{t('diplomas.credentials.keys.title')}</a>
        </p>
        {!isReady && (
          <Alert kind="warning" title={t('diplomas.keys.not_ready')}>
            <p>{t('diplomas.keys.not_ready_how')}</p>
          </Alert>
        )}
        {keys.map((key) => (
          <KeyCard key={key.id} signingKey={key} context={context} />
        ))}
        <FileForm id={id} context={context} />
        {may('diplomas.outside-keys', { institution: id }) && (
          <OutsideForm id={id} outside={outside} context={context} />
        )}
      </>
    )
  },
})

async function loadKeys({ db, params, today, app }: LoadContext<{ id: string }>) {
  const name = (await institutionNames(db, [params.id], today)).get(params.id)
  if (name === undefined) throw notFound()
  const { tokens, service } = app.config.signing
  const outside = [...(tokens ? ['pkcs11' as const] : []), ...(service ? ['remote' as const] : [])]
  return { id: params.id, name, keys: await listKeys(db, [params.id]), outside }
}

function KeyCard({ signingKey, context }: { signingKey: SigningKey; context: ViewContext }) {
  const { t, today } = context
  const facts = factsOf(signingKey)
  const standing = standingOf(signingKey, today)
  const items = [
    { label: t('diplomas.keys.subject'), value: facts.subject },
    { label: t('diplomas.keys.issuer'), value: facts.issuer },
    { label: t('diplomas.keys.serial'), value: <code>{facts.serial}</code> },
    { label: t('diplomas.keys.valid'), value: `${t.date(facts.from)} – ${t.date(facts.to)}` },
    { label: t('diplomas.keys.kind'), value: t.dynamic(`diplomas.keys.kind.${facts.kind}`) },
    { label: t('diplomas.keys.where'), value: t.dynamic(`diplomas.keys.provider.${signingKey.provider}`) },
    { label: t('diplomas.keys.used_from'), value: t.date(signingKey.from_date) },
    ...(signingKey.revoked_on
      ? [{ label: t('diplomas.keys.ended_on'), value: t.date(signingKey.revoked_on) }]
      : []),
  ]
  return (
    <Card title={facts.subject} state={<StandingBadge standing={standing} t={t} />}>
      {signingKey.is_demo && <p class="mb-3 font-semibold">{t('diplomas.keys.demo')}</p>}
      <Facts items={items} />
      {!signingKey.revoked_on && <EndForm signingKey={signingKey} context={context} />}
    </Card>
  )
}

function EndForm({ signingKey, context }: { signingKey: SigningKey; context: ViewContext }) {
  const { t, form } = context
  const isThis = form.sent === 'end' && form.values.key === signingKey.id
  return (
    <Disclosure label={t('diplomas.keys.end')} open={isThis}>
      <p class="mb-3">{t('diplomas.keys.end_what')}</p>
      <Form
        hidden={{ ...form.hidden('end', { version: signingKey.version }), key: signingKey.id }}
        label={t('diplomas.keys.end')}
      >
        <TextArea
          {...(isThis ? fieldProps(context, 'reason') : { name: 'reason', value: '' })}
          idPrefix={signingKey.id}
          label={t('diplomas.keys.reason')}
          rows={2}
          maxlength={500}
          required
        />
        <FormActions>
          <Button kind="danger">{t('diplomas.keys.end_act')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  )
}

function FileForm({ id, context }: { id: string; context: ViewContext }) {
  const { t, form } = context
  const errors = form.sent === 'file' ? form.errors : {}
  return (
    <Section title={t('diplomas.keys.add')} lead={t('diplomas.keys.add_lead')}>
      <Form multipart hidden={{ ...form.hidden('file'), institution: id }} label={t('diplomas.keys.add')}>
        <FileField
          name="file"
          {...(errors.file ? { error: errors.file } : {})}
          label={t('diplomas.keys.file')}
          hint={t('diplomas.keys.file_hint')}
          accept=".p12,.pfx"
          required
        />
        <PasswordField
          name="key_password"
          {...(errors.key_password ? { error: errors.key_password } : {})}
          label={t('diplomas.keys.passphrase')}
          hint={t('diplomas.keys.passphrase_hint')}
          autocomplete="new-password"
          width="half"
        />
        <FormActions>
          <Button>{t('diplomas.keys.add_act')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

type Outside = readonly ('pkcs11' | 'remote')[]

function OutsideForm({ id, outside, context }: { id: string; outside: Outside; context: ViewContext }) {
  const { t, form } = context
  const props = (name: string) => (form.sent === 'outside' ? fieldProps(context, name) : { name, value: '' })
  return (
    <Section title={t('diplomas.keys.outside')} lead={t('diplomas.keys.outside_lead')}>
      {outside.length === 0 ? (
        <p class="text-muted">{t('diplomas.keys.outside_none')}</p>
      ) : (
        <Form hidden={{ ...form.hidden('outside'), institution: id }} label={t('diplomas.keys.outside')}>
          <Select
            {...props('provider')}
            label={t('diplomas.keys.where')}
            options={outside.map((value) => ({ value, label: t.dynamic(`diplomas.keys.provider.${value}`) }))}
            required
          />
          <TextField
            {...props('place')}
            label={t('diplomas.keys.place')}
            hint={t('diplomas.keys.place_hint')}
            required
          />
          <TextField
            {...props('number')}
            label={t('diplomas.keys.number')}
            hint={t('diplomas.keys.number_hint')}
            width="half"
            optional={t('people.form.optional')}
          />
          <TextArea
            {...props('certificate')}
            label={t('diplomas.keys.certificate')}
            hint={t('diplomas.keys.certificate_hint')}
            rows={6}
            required
          />
          <FormActions>
            <Button>{t('diplomas.keys.outside_act')}</Button>
          </FormActions>
        </Form>
      )}
    </Section>
  )
}
