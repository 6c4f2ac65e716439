import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  CopyField,
  Disclosure,
  Form,
  FormActions,
  PageHeader,
  Section,
  Select,
  Table,
  TextArea,
} from '#ui/index.ts'
import { revokeCredentialKey, rotateCredentialKey } from '../actions/keys.ts'
import { issuerDid } from '../addresses.ts'
import { codeOf, listCredentialKeys } from '../store/keys.ts'

const path = (institution: string) => `/khoa-ky/${institution}/van-bang-so`
type Keys = Awaited<ReturnType<typeof listCredentialKeys>>

/** The keys a school signs credentials with: where they are published, replacing the one in use, withdrawing one that leaked. */
export const credentialKeysPage = definePage({
  path: '/khoa-ky/:id/van-bang-so',
  permission: 'diplomas.keys',
  params: z.object({ id: z.uuid() }),
  load: loadKeys,
  about: ({ id }) => ({ institution: id }),
  title: ({ name }, t) => t('diplomas.credentials.keys.of', { name }),
  forms: {
    rotate: defineForm({
      action: rotateCredentialKey,
      input: (_body, { params }) => ({ institution: params.id }),
      then: ({ institution }) => ({ to: path(institution), say: 'diplomas.credentials.keys.rotated' }),
    }),
    revoke: defineForm({
      action: revokeCredentialKey,
      input: ({ key, reason }) => {
        const [id, version] = String(key).split(' ')
        return { id, version, reason }
      },
      then: ({ institution }) => ({ to: path(institution), say: 'diplomas.credentials.keys.revoked_now' }),
    }),
  },
  view: ({ id, name, did, address, keys }, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('diplomas.credentials.keys.of', { name })}
          lead={t('diplomas.credentials.keys.lead')}
          breadcrumb={[
            { href: '/khoa-ky', label: t('diplomas.keys.title') },
            { href: `/khoa-ky/${id}`, label: name },
          ]}
          breadcrumbLabel={t('diplomas.registers.crumbs')}
        />
        <CopyField name="address" label={t('diplomas.credentials.keys.address')} hint={did} value={address} />
        <KeyTable keys={keys} t={t} />
        <Section
          title={t('diplomas.credentials.keys.rotate')}
          lead={t('diplomas.credentials.keys.rotate_lead')}
        >
          <Form bare hidden={form.hidden('rotate')} label={t('diplomas.credentials.keys.rotate')}>
            <FormActions>
              <Button kind="secondary">{t('diplomas.credentials.keys.rotate')}</Button>
            </FormActions>
          </Form>
        </Section>
        <RevokeForm keys={keys.filter((key) => !key.revoked_on)} context={context} />
      </>
    )
  },
})

async function loadKeys({ db, app, params, today }: LoadContext<{ id: string }>) {
  const name = (await institutionNames(db, [params.id], today)).get(params.id)
  if (name === undefined) throw notFound()
  const code = await codeOf(db, params.id)
  return {
    id: params.id,
    name,
    did: issuerDid(app.publicUrl(), code),
    address: `${app.publicUrl()}/truong/${code}/did.json`,
    keys: await listCredentialKeys(db, params.id),
  }
}

function KeyTable({ keys, t }: { keys: Keys; t: ViewContext['t'] }) {
  return (
    <Table
      caption={t('diplomas.credentials.keys.table')}
      rows={keys}
      rowKey={(key) => key.id}
      columns={[
        { key: 'name', label: t('diplomas.credentials.keys.name') },
        { key: 'from', label: t('diplomas.credentials.keys.from'), render: (key) => t.date(key.from_date) },
        { key: 'state', label: t('diplomas.credentials.keys.state'), render: (key) => stateOf(key, t) },
        {
          key: 'public',
          label: t('diplomas.field.public_part'),
          render: (key) => <code class="break-all">{key.public_part}</code>,
        },
      ]}
      empty={<p class="text-muted">{t('diplomas.credentials.keys.none')}</p>}
    />
  )
}

function stateOf(key: Keys[number], t: ViewContext['t']): string {
  if (key.revoked_on) return t('diplomas.credentials.keys.revoked', { day: t.date(key.revoked_on) })
  if (key.to_date) return t('diplomas.credentials.keys.replaced', { day: t.date(key.to_date) })
  return t('diplomas.credentials.keys.in_use')
}

function RevokeForm({ keys, context: { t, form } }: { keys: Keys; context: ViewContext }) {
  if (keys.length === 0) return null
  const isSent = form.sent === 'revoke'
  return (
    <Disclosure label={t('diplomas.credentials.keys.revoke')} open={isSent}>
      <p class="mb-3">{t('diplomas.credentials.keys.revoke_lead')}</p>
      <Form hidden={form.hidden('revoke')} label={t('diplomas.credentials.keys.revoke')}>
        <Select
          {...form.field('key')}
          label={t('diplomas.credentials.keys.name')}
          options={keys.map((key) => ({ value: `${key.id} ${key.version}`, label: key.name }))}
          required
        />
        <TextArea
          {...form.field('reason')}
          label={t('diplomas.credentials.keys.reason')}
          rows={2}
          maxlength={500}
          required
        />
        <FormActions>
          <Button kind="danger">{t('diplomas.credentials.keys.revoke_act')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  )
}
