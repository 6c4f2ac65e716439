import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Button,
  FileField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  RadioGroup,
  Select,
  TextField,
} from '#ui/index.ts'
import { resourcePath } from '../../resource.ts'
import { UploadField } from '../../files/upload-field.tsx'
import { createResource } from '../actions/create-resource.ts'
import { largestForm } from '../upload.ts'

/** Drop first: files or an address; everything else is proposed and can be said later. */
export const resourceNew = definePage({
  path: '/hoc-lieu/moi',
  permission: 'resources.contribute',
  island: 'resources/upload',
  maxBody: largestForm,
  async load({ db, actor, today }) {
    const within = reach(actor, 'resources.contribute')
    const all = await listInstitutionOptions(db, undefined, { on: today })
    return {
      isWide: within === 'all',
      schools: within === 'all' ? all : all.filter((one) => within.includes(one.id)),
    }
  },
  title: (_data, t) => t('resources.catalogue.new'),
  forms: {
    create: defineForm({
      action: createResource,
      then: ({ code, files }) => ({
        to: `${resourcePath(code)}/soan`,
        say: 'resources.catalogue.created',
        params: { files },
      }),
    }),
  },
  view: ({ isWide, schools }, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('resources.catalogue.new')}
          lead={t('resources.catalogue.new_lead')}
          breadcrumb={[{ href: '/hoc-lieu', label: t('resources.catalogue.title') }]}
          breadcrumbLabel={t('resources.crumbs')}
          actions={
            <LinkButton href="/hoc-lieu/nhap" kind="ghost" icon="upload">
              {t('resources.transfer.open')}
            </LinkButton>
          }
        />
        <Form hidden={form.hidden('create')} multipart>
          <UploadField context={context} />
          <div data-upload-plain>
            <FileField
              name="files[]"
              error={form.errors.files}
              label={t('resources.catalogue.files')}
              hint={t('resources.catalogue.files_hint')}
              multiple
            />
          </div>
          <TextField
            {...form.field('address')}
            label={t('resources.catalogue.or_address')}
            hint={t('resources.catalogue.or_address_hint')}
            type="url"
          />
          {(isWide || schools.length > 1) && (
            <Select
              {...form.field('institution')}
              label={t('resources.catalogue.school')}
              placeholder={isWide ? t('resources.catalogue.department') : t('resources.catalogue.choose')}
              options={schools.map((one) => ({ value: one.id, label: one.name }))}
            />
          )}
          <RadioGroup
            {...form.field('kind')}
            label={t('resources.catalogue.new_kind')}
            options={[
              { value: '', label: t('resources.catalogue.new_kind_files') },
              { value: 'simulation', label: t('resources.kind.simulation') },
              { value: 'question_set', label: t('resources.kind.question_set') },
              {
                value: 'collection',
                label: t('resources.kind.collection'),
                hint: t('resources.catalogue.new_kind_collection'),
              },
            ]}
          />
          <TextField
            {...form.field('title')}
            label={t('resources.catalogue.field.title')}
            hint={t('resources.catalogue.new_title_hint')}
            optional={t('resources.catalogue.optional')}
            maxlength={300}
          />
          <FormActions>
            <Button>{t('resources.catalogue.create')}</Button>
          </FormActions>
        </Form>
      </>
    )
  },
})
