import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { addressOf } from '#platform/rate.ts'
import { Button, Form, FormActions, PageHeader, RadioGroup, TextArea, TextField } from '#ui/index.ts'
import { codeParams } from '../../catalogue/pages/draft.tsx'
import { titleText } from '../../catalogue/pages/words.tsx'
import { getResource, getVersion } from '../../catalogue/store/version.ts'
import { resourcePath } from '../../resource.ts'
import { tellProblem } from '../actions/problem.ts'
import { problemKinds } from '../store/problem.ts'

/** Tells that something is wrong with a resource; no account is needed. */
export const problemNew = definePage({
  path: '/hoc-lieu/:code/bao-loi',
  permission: 'public',
  params: codeParams,
  async load({ db, params }) {
    const resource = await getResource(db, params.code)
    if (!resource.published_id || resource.withdrawn_at) throw notFound()
    return { version: await getVersion(db, resource.published_id) }
  },
  title: (_data, t) => t('resources.reuse.tell'),
  forms: {
    tell: defineForm({
      action: tellProblem,
      input: (body, { request }) => ({ ...body, address_of_sender: addressOf(request.headers) }),
      then: ({ code }) => ({ to: resourcePath(code), say: 'resources.reuse.told' }),
    }),
  },
  view: ({ version }, { t, form, actor }) => (
    <>
      <PageHeader
        title={t('resources.reuse.tell')}
        lead={titleText(version, t)}
        breadcrumb={[{ href: resourcePath(version.code), label: titleText(version, t) }]}
        breadcrumbLabel={t('resources.crumbs')}
      />
      <Form hidden={{ ...form.hidden('tell'), id: version.id }}>
        <RadioGroup
          {...form.field('kind')}
          label={t('resources.reuse.problem_kind')}
          options={problemKinds.map((value) => ({
            value,
            label: t.dynamic(`resources.reuse.problem.${value}`),
          }))}
        />
        <TextArea
          {...form.field('text')}
          label={t('resources.reuse.problem_text')}
          hint={t('resources.reuse.problem_text_hint')}
          maxlength={4000}
          required
        />
        {actor.kind === 'public' && (
          <>
            <TextField
              {...form.field('name')}
              label={t('resources.reuse.problem_name')}
              optional={t('resources.catalogue.optional')}
              maxlength={120}
              autocomplete="name"
            />
            <TextField
              {...form.field('contact')}
              label={t('resources.reuse.problem_contact')}
              hint={t('resources.reuse.problem_contact_hint')}
              maxlength={200}
            />
          </>
        )}
        <FormActions>
          <Button>{t('resources.reuse.problem_send')}</Button>
        </FormActions>
      </Form>
    </>
  ),
})
