import type { AnyAction } from '#platform/actions/define.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { AnyRead } from '#platform/pages/endpoint.ts'
import { definePage } from '#platform/pages/page.ts'
import { CopyField, Disclosure, Facts, PageHeader, Section, Table } from '#ui/index.ts'
import { apiOf } from '../api.ts'
import { actionPath, schemaOf, type Post } from '../openapi.ts'

/** The API as a readable page, from the same manifests as the OpenAPI document. */
export const apiDocsPage = definePage({
  path: '/api/v1/docs',
  permission: 'public',
  load: async ({ app }) => ({ ...apiOf(app), address: app.publicUrl() }),
  title: (_data, t) => t('app.api.title'),
  view: ({ reads, actions, posts, address }, { t }) => (
    <>
      <PageHeader title={t('app.api.title')} lead={t('app.api.lead')} />
      <Facts
        items={[
          { label: t('app.api.address'), value: <code>{address}</code> },
          { label: t('app.api.document'), value: <a href="/api/v1/openapi.json">/api/v1/openapi.json</a> },
          { label: t('app.api.key'), value: t('app.api.key_hint'), wide: true },
          { label: t('app.api.errors'), value: t('app.api.errors_hint'), wide: true },
        ]}
      />
      {reads.map((read) => (
        <ReadSection key={read.path} read={read} address={address} t={t} />
      ))}
      {posts.map((post) => (
        <PostSection key={post.path} post={post} t={t} />
      ))}
      {actions.map((action) => (
        <ActionSection key={action.name} action={action} t={t} />
      ))}
    </>
  ),
})

function ReadSection({ read, address, t }: { read: AnyRead; address: string; t: Translate }) {
  const rows = [...shapesOf(schemaOf(read.params, 'input')), ...shapesOf(schemaOf(read.query, 'input'))]
  return (
    <Section
      title={`GET ${read.path}`}
      lead={`${read.summary}. ${read.permission === 'public' ? t('app.api.open') : t('app.api.needs', { permission: read.permission })}`}
    >
      <ShapeTable caption={t('app.api.parameters')} rows={rows} t={t} />
      <div class="mt-3 grid gap-2">
        <Disclosure label={t('app.api.answer')}>
          <ShapeTable
            caption={t('app.api.answer')}
            rows={shapesOf(schemaOf(read.response, 'output'))}
            t={t}
          />
        </Disclosure>
        <Disclosure label={t('app.api.example')}>
          <CopyField name={read.path} label="curl" value={curl(read, address)} />
        </Disclosure>
      </div>
    </Section>
  )
}

function curl(read: AnyRead, address: string): string {
  const key = read.permission === 'public' ? '' : ' -H "Authorization: Bearer $KEY"'
  return `curl${key} '${address}${read.path}'`
}

function PostSection({ post: { path, permission, document }, t }: { post: Post; t: Translate }) {
  return (
    <Section
      title={`POST ${path}`}
      lead={`${document.summary}. ${permission === 'public' ? t('app.api.open') : t('app.api.needs', { permission })}`}
    >
      <ShapeTable caption={t('app.api.body')} rows={shapesOf(schemaOf(document.body, 'input'))} t={t} />
      <div class="mt-3 grid gap-2">
        <Disclosure label={t('app.api.answer')}>
          <ShapeTable
            caption={t('app.api.answer')}
            rows={shapesOf(schemaOf(document.response, 'output'))}
            t={t}
          />
        </Disclosure>
      </div>
    </Section>
  )
}

function ActionSection({ action, t }: { action: AnyAction; t: Translate }) {
  return (
    <Section
      title={`POST ${actionPath(action)}`}
      lead={t('app.api.needs', { permission: action.permission })}
    >
      <ShapeTable caption={t('app.api.body')} rows={shapesOf(schemaOf(action.input, 'input'))} t={t} />
    </Section>
  )
}

function ShapeTable({ caption, rows, t }: { caption: string; rows: Shape[]; t: Translate }) {
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.name}
      columns={[
        { key: 'name', label: t('app.api.name'), render: (row) => <code>{row.name}</code> },
        {
          key: 'type',
          label: t('app.api.type'),
          render: (row) => (row.isRequired ? `${row.type}, ${t('app.api.required')}` : row.type),
        },
        { key: 'about', label: t('app.api.about') },
      ]}
      empty={<p>{t('app.api.no_parameters')}</p>}
    />
  )
}

type Shape = { name: string; type: string; isRequired: boolean; about: string }
type JsonSchema = {
  type?: string | string[]
  enum?: unknown[]
  format?: string
  description?: string
  anyOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
}

/** The fields of a shape, those of its lists' items and inner objects after their own (`indicators[].code`). */
function shapesOf(schema: JsonSchema, before = ''): Shape[] {
  const required = new Set(schema.required)
  return Object.entries(schema.properties ?? {}).flatMap(([name, shape]) => [
    {
      name: `${before}${name}`,
      type: typeOf(shape),
      isRequired: before === '' && required.has(name),
      about: shape.description ?? '',
    },
    ...shapesOf(shape.items ?? {}, `${before}${name}[].`),
    ...shapesOf(shape, `${before}${name}.`),
  ])
}

function typeOf(shape: JsonSchema): string {
  if (shape.enum) return shape.enum.join(' | ')
  if (shape.anyOf) return shape.anyOf.map(typeOf).join(' | ')
  return [shape.type ?? 'any', shape.format].flat().filter(Boolean).join(' ')
}
