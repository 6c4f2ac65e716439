import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, PageHeader } from '#ui/index.ts'
import { addSource } from '../actions/source.ts'
import { sourcePath } from '../actions/start-run.ts'
import { SourceForm } from './fields.tsx'

/** A new source: saved it is tried at once, and nothing is taken before somebody says so. */
export const sourceNew = definePage({
  path: '/hoc-lieu/nguon/moi',
  permission: 'resources.keep',
  load: async () => ({}),
  title: (_data, t) => t('resources.oai.add'),
  forms: {
    add: defineForm({
      action: addSource,
      then: ({ id }) => ({ to: sourcePath(id), say: 'resources.oai.added' }),
    }),
  },
  view: (_data, { t, form }) => (
    <>
      <PageHeader
        title={t('resources.oai.add')}
        breadcrumb={[{ href: '/hoc-lieu/nguon', label: t('resources.oai.sources') }]}
        breadcrumbLabel={t('resources.crumbs')}
      />
      <Form hidden={form.hidden('add')}>
        <SourceForm form={form} t={t} />
        <FormActions>
          <Button icon="plus">{t('resources.oai.add')}</Button>
        </FormActions>
      </Form>
    </>
  ),
})
