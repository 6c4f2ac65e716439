import { z } from 'zod'
import { AppError, notFound } from '#platform/errors.ts'
import { may } from '#platform/access.ts'
import { findBatch, findImport, importActions, largestFile, type AnyImport } from '#platform/imports/index.ts'
import { defineForm, definePage, type PageForm, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, FileField, Form, FormActions, LinkButton, PageHeader, Select } from '#ui/index.ts'
import { allowedInstitutions, listInstitutions, type InstitutionOption } from '../institutions.ts'

type Data = {
  spec: AnyImport
  options: InstitutionOption[]
  replaces: { id: string; file_name: string; institution_id: string | null } | undefined
}

/** Takes a workbook as it is. */
export const importUpload = (specs: readonly AnyImport[]) =>
  definePage({
    path: '/nhap-du-lieu/tai-len/:kind',
    permission: 'signed-in',
    query: z.object({
      thay: z.uuid().optional().catch(undefined),
      'co-so': z.uuid().optional().catch(undefined),
    }),
    maxBody: largestFile + 1024 * 1024,
    async load({ db, actor, app, params, query, today }) {
      const spec = findImport(app, params.kind ?? '')
      if (!spec) throw notFound()
      if (!may(actor, spec.permission)) throw new AppError('forbidden', 'platform.error.forbidden')
      const options =
        spec.scope === 'institution'
          ? allowedInstitutions(await listInstitutions(db, today), spec, actor)
          : []
      const old = query.thay ? await findBatch(db, query.thay) : undefined
      return { spec, options, chosen: query['co-so'], replaces: old?.kind === spec.kind ? old : undefined }
    },
    title: ({ spec }, t) => t('imports.upload.title', { kind: t(spec.title) }),
    view: (data, context) => <UploadForm data={data} chosen={data.chosen} context={context} />,
    forms: Object.fromEntries(specs.map((spec) => [`${spec.kind}.create`, uploadForm(spec)])),
  })

function uploadForm(spec: AnyImport): PageForm {
  return defineForm({
    action: importActions(spec).create,
    input: ({ institution, file, replaces }) => ({ institution, file, replaces }),
    then: ({ id, state, run }) => {
      if (run) return `/cong-viec/${run}`
      return state === 'matching' ? `/nhap-du-lieu/${id}/cot` : `/nhap-du-lieu/${id}`
    },
  })
}

function UploadForm({
  data,
  chosen,
  context,
}: {
  data: Data
  chosen: string | undefined
  context: ViewContext
}) {
  const { t, form } = context
  const { spec, options, replaces } = data
  const only = replaces?.institution_id ?? (options.length === 1 ? options[0]?.id : undefined)
  const needsChoice = spec.scope === 'institution' && !only
  return (
    <>
      <PageHeader
        title={t('imports.upload.title', { kind: t(spec.title) })}
        lead={
          only
            ? t('imports.upload.for', { name: options.find((one) => one.id === only)?.name ?? '' })
            : undefined
        }
        breadcrumb={[{ href: '/nhap-du-lieu', label: t('imports.home.title') }]}
        breadcrumbLabel={t('imports.breadcrumb')}
      />
      {replaces && <Alert kind="info" title={t('imports.upload.replaces', { file: replaces.file_name })} />}
      {spec.scope === 'institution' && options.length === 0 ? (
        <Alert kind="warning" title={t('imports.upload.nowhere')} />
      ) : (
        <Form
          multipart
          hidden={{ ...form.hidden(`${spec.kind}.create`), institution: only, replaces: replaces?.id }}
        >
          {needsChoice && (
            <Select
              {...form.field('institution', chosen)}
              label={t('imports.field.institution')}
              placeholder={t('imports.upload.choose')}
              options={options.map((one) => ({ value: one.id, label: `${one.name} (${one.code})` }))}
              required
            />
          )}
          <FileField
            name="file"
            label={t('imports.upload.file')}
            hint={t('imports.upload.hint', { size: largestFile / 1024 / 1024 })}
            error={form.errors.file}
            accept=".xlsx,.xlsm,.csv,.tsv,.txt,.docx"
            required
          />
          <FormActions>
            <Button icon="upload">{t('imports.upload.send')}</Button>
            <LinkButton href={`/nhap-du-lieu/mau/${spec.kind}`} kind="ghost" icon="download" download>
              {t('imports.home.template')}
            </LinkButton>
          </FormActions>
        </Form>
      )}
    </>
  )
}
