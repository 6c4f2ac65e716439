import { fieldProps } from '#modules/people/index.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { formatDate } from '#platform/text/index.ts'
import {
  Button,
  DateField,
  FieldSet,
  Form,
  FormActions,
  PageHeader,
  RadioGroup,
  Select,
  TextArea,
} from '#ui/index.ts'
import { codeParams } from '../../catalogue/pages/draft.tsx'
import { titleText } from '../../catalogue/pages/words.tsx'
import { isOwn } from '../../catalogue/rights.ts'
import { getResource, getVersion } from '../../catalogue/store/version.ts'
import { resourcePath } from '../../resource.ts'
import { recordUse, takeRatingBack } from '../actions/use.ts'
import { listOwnSections, readOwn } from '../store/usage.ts'

/** Tells that one taught with it, and what one thinks of it. */
export const usePage = definePage({
  path: '/hoc-lieu/:code/da-dung',
  permission: 'resources.contribute',
  params: codeParams,
  async load({ db, params, actor }) {
    const resource = await getResource(db, params.code)
    if (!resource.published_id || resource.withdrawn_at || actor.kind !== 'account') throw notFound()
    const version = await getVersion(db, resource.published_id)
    return {
      version,
      own: await readOwn(db, resource.id, actor.id),
      isAuthor: await isOwn(db, actor, version),
      sections: actor.personId ? await listOwnSections(db, actor.personId) : [],
    }
  },
  title: (_data, t) => t('resources.reuse.use_title'),
  forms: {
    use: defineForm({
      action: recordUse,
      then: ({ code }) => ({ to: resourcePath(code), say: 'resources.reuse.use_saved' }),
    }),
    unrate: defineForm({
      action: takeRatingBack,
      then: ({ code }) => ({ to: resourcePath(code), say: 'resources.reuse.rating_gone' }),
    }),
  },
  view: ({ version, own, isAuthor, sections }, context) => {
    const { t, form, today } = context
    return (
      <>
        <PageHeader
          title={t('resources.reuse.use_title')}
          lead={titleText(version, t)}
          breadcrumb={[{ href: resourcePath(version.code), label: titleText(version, t) }]}
          breadcrumbLabel={t('resources.crumbs')}
        />
        <Form hidden={{ ...form.hidden('use'), id: version.id }}>
          <FieldSet legend={t('resources.reuse.use_when')}>
            <DateField
              {...fieldProps(context, 'on_date', own.uses === 0 ? formatDate(today, 'vi') : '')}
              label={t('resources.reuse.use_day')}
              hint={own.uses > 0 ? t('resources.reuse.use_day_again') : t('resources.review.day_hint')}
            />
            {sections.length > 0 && (
              <Select
                {...form.field('section')}
                label={t('resources.reuse.use_section')}
                hint={t('resources.reuse.use_section_hint')}
                placeholder={t('resources.reuse.use_no_section')}
                options={sections.map((one) => ({
                  value: one.id,
                  label: `${one.code} ${one.name} (${one.term_name})`,
                }))}
              />
            )}
          </FieldSet>
          {!isAuthor && (
            <FieldSet legend={t('resources.reuse.rate')}>
              <RadioGroup
                {...form.field('stars', own.stars)}
                label={t('resources.reuse.rate_question')}
                options={[5, 4, 3, 2, 1].map((stars) => ({
                  value: String(stars),
                  label: t.dynamic(`resources.reuse.rate.${stars}`),
                }))}
              />
              <TextArea
                {...form.field('text', own.text)}
                label={t('resources.reuse.rate_text')}
                hint={t('resources.reuse.rate_text_hint')}
                optional={t('resources.catalogue.optional')}
                maxlength={2000}
              />
            </FieldSet>
          )}
          <FormActions>
            <Button>{t('resources.reuse.use_save')}</Button>
          </FormActions>
        </Form>
        {own.stars !== null && (
          <Form label={t('resources.reuse.unrate')} hidden={{ ...form.hidden('unrate'), id: version.id }}>
            <p class="text-muted">{t('resources.reuse.unrate_lead')}</p>
            <FormActions>
              <Button kind="secondary">{t('resources.reuse.unrate')}</Button>
            </FormActions>
          </Form>
        )}
      </>
    )
  },
})
