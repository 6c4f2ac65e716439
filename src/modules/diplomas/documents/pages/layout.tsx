import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { fieldProps } from '#modules/people/index.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Facts,
  FileField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Section,
  Select,
} from '#ui/index.ts'
import { kindText } from '../../registers/pages/schools.tsx'
import { layoutMaxBody, saveLayout, setLayoutPicture } from '../actions/layout.ts'
import { sampleOf } from '../sample.ts'
import { fieldTexts } from '../side.ts'
import { getLayout, type LayoutRow } from '../store/layout.ts'
import { LayoutForm } from './layout-form.tsx'
import { LayoutStage } from './layout-stage.tsx'
import { daysText, layoutPath } from './layouts.tsx'

const done = (say: string) => ({ then: ({ id }: { id: string }) => ({ to: layoutPath(id), say }) })

/** One layout: its pages with the fields on them, the table of the same fields, tries in print. */
export const layoutDetail = definePage({
  path: '/mau-in/:id',
  permission: 'diplomas.keys',
  params: z.object({ id: z.uuid() }),
  island: 'diplomas/layout-editor',
  maxBody: layoutMaxBody,
  load: loadLayout,
  about: ({ layout }) =>
    layout.institution_id ? { institution: layout.institution_id } : { anywhere: true },
  title: ({ layout }) => layout.name,
  forms: {
    save: defineForm({ action: saveLayout, ...done('diplomas.layout.saved') }),
    picture: defineForm({ action: setLayoutPicture, ...done('diplomas.layout.picture_set') }),
  },
  view: (data, context) => {
    const { layout, school } = data
    const { t } = context
    return (
      <>
        <PageHeader
          title={layout.name}
          lead={t.dynamic(`diplomas.layout.use_hint.${layout.use}`)}
          breadcrumb={[{ href: '/mau-in', label: t('diplomas.layout.title') }]}
          breadcrumbLabel={t('diplomas.registers.crumbs')}
          actions={<Tries layout={layout} context={context} />}
        />
        <Facts
          items={[
            { label: t('diplomas.keys.school'), value: school ?? t('diplomas.layout.for_all') },
            { label: t('diplomas.layout.kind'), value: kindText(layout.kind_code, t) },
            { label: t('diplomas.layout.used'), value: daysText(layout, t) },
            {
              label: t('diplomas.layout.size'),
              value: t('diplomas.layout.size_value', {
                width: t.number(layout.width_mm),
                height: t.number(layout.height_mm),
                pages: layout.pages,
              }),
            },
            ...(layout.source
              ? [{ label: t('diplomas.layout.source'), value: layout.source, wide: true }]
              : []),
          ]}
        />
        {layout.form === 'placed' && layout.institution_id && <Editor data={data} context={context} />}
      </>
    )
  },
})

async function loadLayout({ db, params, today }: LoadContext<{ id: string }>) {
  const layout = await getLayout(db, params.id)
  if (layout.institution_id === null) return { layout, school: undefined }
  const school = (await institutionNames(db, [layout.institution_id], today)).get(layout.institution_id)
  if (school === undefined) throw notFound()
  return { layout, school }
}
type Props = { data: Awaited<ReturnType<typeof loadLayout>>; context: ViewContext }

function Tries({ layout, context: { t } }: { layout: LayoutRow; context: ViewContext }) {
  const path = `${layoutPath(layout.id)}/thu.pdf`
  return (
    <>
      <LinkButton kind="secondary" icon="print" href={path}>
        {t('diplomas.layout.try')}
      </LinkButton>
      {layout.form === 'placed' && (
        <LinkButton kind="secondary" icon="print" href={`${path}?luoi=1`}>
          {t('diplomas.layout.try_grid')}
        </LinkButton>
      )}
    </>
  )
}

function Editor({ data: { layout, school }, context }: Props) {
  const { t } = context
  const { content, numbers } = sampleOf(layout.kind_code, school ?? '')
  return (
    <div
      data-layout-editor
      data-moved={t('diplomas.layout.moved', { field: '{field}', x: '{x}', y: '{y}' })}
      class="mt-6"
    >
      <Section title={t('diplomas.layout.stage')} lead={t('diplomas.layout.stage_lead')}>
        <p data-layout-keys hidden class="mb-3">
          {t('diplomas.layout.keys')}
        </p>
        {Array.from({ length: layout.pages }, (_, at) => (
          <LayoutStage key={at} layout={layout} page={at + 1} texts={fieldTexts(content, numbers)} t={t} />
        ))}
        <p data-layout-said aria-live="polite" class="sr-only" />
      </Section>
      <LayoutForm layout={layout} context={context} />
      <Pictures layout={layout} context={context} />
    </div>
  )
}

function Pictures({ layout, context }: { layout: LayoutRow; context: ViewContext }) {
  const { t, form } = context
  const isThis = form.sent === 'picture'
  const props = (name: string, value: string) => (isThis ? fieldProps(context, name, value) : { name, value })
  const error = isThis ? form.errors.file : undefined
  return (
    <Section
      title={t('diplomas.layout.pictures')}
      lead={t.dynamic(`diplomas.layout.pictures_lead.${layout.use}`)}
    >
      <Form
        multipart
        hidden={{ ...form.hidden('picture', { version: layout.version }), layout: layout.id }}
        label={t('diplomas.layout.pictures')}
      >
        <Select
          {...props('page', '1')}
          idPrefix="picture"
          label={t('diplomas.layout.page')}
          options={Array.from({ length: layout.pages }, (_, at) => ({
            value: String(at + 1),
            label: t('diplomas.layout.page_n', { page: at + 1 }),
          }))}
          width="short"
        />
        <FileField
          name="file"
          {...(error ? { error } : {})}
          label={t('diplomas.layout.picture')}
          hint={t('diplomas.layout.picture_hint')}
          accept=".png,.jpg,.jpeg"
        />
        <FormActions>
          <Button kind="secondary">{t('diplomas.layout.picture_act')}</Button>
          {layout.backgrounds.some((hash) => hash !== '') && (
            <Button kind="ghost" name="remove" value="true">
              {t('diplomas.layout.picture_remove')}
            </Button>
          )}
        </FormActions>
      </Form>
    </Section>
  )
}
