import type { Translate } from '#platform/i18n/index.ts'
import { reach } from '#platform/access.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  CheckboxGroup,
  DateField,
  Empty,
  Form,
  FormActions,
  PageHeader,
  Section,
  Select,
  Table,
  TextField,
} from '#ui/index.ts'
import { createApiKey, ownPermissions, revokeApiKey } from '../actions/create-api-key.ts'
import { readScope } from '../api-key.ts'
import { ownAccount } from '../own.ts'
import { listInstitutions } from '../store/account.ts'
import { listApiKeys, type ApiKeyRow } from '../store/own.ts'
import { permissionText } from '../view/grant-text.tsx'

const here = '/tai-khoan/khoa-api'

/** Keys for programs that act in one's name: what each may do, where, until when. */
export const apiKeyPage = definePage({
  path: here,
  permission: 'signed-in',
  headers: { 'cache-control': 'no-store' },
  async load({ db, actor, today }) {
    const keys = await listApiKeys(db, ownAccount(actor))
    const permissions = ownPermissions(actor)
    const reaches = permissions.map((permission) => reach(actor, permission))
    const widest = reaches.includes('all')
      ? 'all'
      : [...new Set(reaches.flatMap((one) => (one === 'all' ? [] : one)))]
    return { keys, permissions, institutions: await listInstitutions(db, today, widest) }
  },
  title: (_data, t) => t('identity.key.title'),
  forms: {
    make: defineForm({
      action: createApiKey,
      then: (result) => ({ to: here, say: 'identity.key.made', params: { key: result.key } }),
    }),
    revoke: defineForm({ action: revokeApiKey, then: () => ({ to: here, say: 'identity.key.revoked' }) }),
  },
  view: ({ keys, permissions, institutions }, { t, form }) => (
    <>
      <PageHeader
        title={t('identity.key.title')}
        lead={t('identity.key.lead')}
        breadcrumb={[{ href: '/tai-khoan', label: t('identity.account.title') }]}
        breadcrumbLabel={t('identity.breadcrumb')}
      />
      <Table
        caption={t('identity.key.title')}
        rows={keys}
        rowKey={(row) => row.id}
        columns={keyColumns(t)}
        empty={<Empty title={t('identity.key.none')} icon="key" />}
      />
      {permissions.length > 0 && (
        <Section title={t('identity.key.new')}>
          <Form hidden={form.hidden('make')} label={t('identity.key.new')}>
            <TextField
              {...form.field('name')}
              label={t('identity.key.name')}
              hint={t('identity.key.name_hint')}
              maxlength={32}
              required
            />
            <CheckboxGroup
              name="permissions[]"
              label={t('identity.key.permissions')}
              error={form.errors.permissions}
              values={[form.values['permissions[]'] ?? []].flat()}
              options={permissions.map((permission) => ({
                value: permission,
                label: permissionText(t, permission),
              }))}
            />
            {institutions.length > 0 && (
              <Select
                {...form.field('institution')}
                label={t('identity.key.area')}
                placeholder={t('identity.key.whole_area')}
                options={institutions.map((one) => ({ value: one.id, label: one.name }))}
              />
            )}
            <DateField
              {...form.field('until')}
              label={t('identity.key.until')}
              hint={t('identity.key.until_hint')}
              required
            />
            <FormActions>
              <Button icon="key">{t('identity.key.make')}</Button>
            </FormActions>
          </Form>
        </Section>
      )}
    </>
  ),
})

function keyColumns(t: Translate) {
  return [
    {
      key: 'name',
      label: t('identity.key.name'),
      render: (row: ApiKeyRow) => `${row.name ?? ''} (${row.start ?? ''}…)`,
    },
    {
      key: 'scope',
      label: t('identity.key.permissions'),
      render: (row: ApiKeyRow) =>
        readScope(row.metadata)
          ?.permissions.map((permission) => permissionText(t, permission))
          .join(', ') ?? '–',
    },
    {
      key: 'expires_at',
      label: t('identity.key.until'),
      render: (row: ApiKeyRow) => t.dateTime(row.expires_at),
    },
    {
      key: 'last_request',
      label: t('identity.session.last'),
      render: (row: ApiKeyRow) => t.dateTime(row.last_request) || '–',
    },
    {
      key: 'act',
      label: t('identity.act'),
      render: (row: ApiKeyRow) =>
        row.enabled ? (
          <Form hidden={{ _form: 'revoke', key: row.id }} bare>
            <Button kind="ghost" small label={t('identity.key.revoke_named', { name: row.name ?? '' })}>
              {t('identity.key.revoke')}
            </Button>
          </Form>
        ) : (
          <Badge kind="neutral">{t('identity.key.off')}</Badge>
        ),
    },
  ]
}
