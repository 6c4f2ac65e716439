import { definePage } from '#platform/pages/page.ts'
import { Facts, PageHeader, Section, Table } from '#ui/index.ts'
import { apiOf } from '../api.ts'
import { actionPath, schemaOf } from '../openapi.ts'

/** The API as a readable page, from the same manifests as the OpenAPI document. */
export const apiDocsPage = definePage({
  path: '/api/v1/docs',
  permission: 'public',
  load: async ({ app }) => ({
    reads: apiOf(app).reads,
    actions: apiOf(app).actions,
    address: app.publicUrl(),
  }),
  title: (_data, t) => t('app.api.title'),
  view: ({ reads, actions, address }, { t }) => (
    <>
      <PageHeader title={t('app.api.title')} lead={t('app.api.lead')} />
      <Facts
        items={[
          { label: t('app.api.address'), value: <code>{address}</code> },
          { label: t('app.api.document'), value: <a href="/api/v1/openapi.json">/api/v1/openapi.json</a> },
          { label: t('app.api.key'), value: t('app.api.key_hint'), wide: true },
        ]}
      />
      {reads.map((read) => (
        <Section
          key={read.path}
          title={`GET ${read.path}`}
          lead={`${read.summary}. ${read.permission === 'public' ? t('app.api.open') : t('app.api.needs', { permission: read.permission })}`}
        >
          <Table
            caption={t('app.api.parameters')}
            rows={parameters(schemaOf(read.query, 'input'))}
            rowKey={(row) => row.name}
            columns={[
              { key: 'name', label: t('app.api.name') },
              { key: 'type', label: t('app.api.type') },
            ]}
            empty={<p>{t('app.api.no_parameters')}</p>}
          />
        </Section>
      ))}
      {actions.map((action) => (
        <Section
          key={action.name}
          title={`POST ${actionPath(action)}`}
          lead={t('app.api.needs', { permission: action.permission })}
        >
          <Table
            caption={t('app.api.body')}
            rows={parameters(schemaOf(action.input, 'input'))}
            rowKey={(row) => row.name}
            columns={[
              { key: 'name', label: t('app.api.name') },
              { key: 'type', label: t('app.api.type') },
            ]}
          />
        </Section>
      ))}
    </>
  ),
})

function parameters(schema: Record<string, unknown>): { name: string; type: string }[] {
  const properties = (schema.properties ?? {}) as Record<
    string,
    { type?: string | string[]; enum?: unknown[]; format?: string }
  >
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    type: shape.enum
      ? shape.enum.join(' | ')
      : [shape.type ?? 'any', shape.format].flat().filter(Boolean).join(' '),
  }))
}
