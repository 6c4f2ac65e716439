import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, PageHeader } from '#ui/index.ts'
import { saveSource } from '../actions/source.ts'
import { sourcePath } from '../actions/start-run.ts'
import { getSource } from '../store/source.ts'
import { SourceForm } from './fields.tsx'

/** What is said of a source. */
export const sourceEdit = definePage({
  path: '/hoc-lieu/nguon/:id/sua',
  permission: 'resources.keep',
  params: z.object({ id: z.uuid() }),
  load: async ({ db, params }) => ({ source: await getSource(db, params.id) }),
  title: (_data, t) => t('resources.oai.edit'),
  forms: {
    save: defineForm({
      action: saveSource,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: ({ id }) => ({ to: sourcePath(id), say: 'resources.oai.saved' }),
    }),
  },
  view: ({ source }, { t, form }) => (
    <>
      <PageHeader
        title={t('resources.oai.edit')}
        breadcrumb={[
          { href: '/hoc-lieu/nguon', label: t('resources.oai.sources') },
          { href: sourcePath(source.id), label: source.name },
        ]}
        breadcrumbLabel={t('resources.crumbs')}
      />
      <Form hidden={form.hidden('save', { version: source.version })}>
        <SourceForm form={form} t={t} source={source} />
        <FormActions>
          <Button>{t('resources.oai.save')}</Button>
        </FormActions>
      </Form>
    </>
  ),
})
