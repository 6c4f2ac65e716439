import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  CheckAnswers,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  TextArea,
} from '#ui/index.ts'
import { assess, readWhole } from '../../catalogue/assess.ts'
import { mayHandIn } from '../../catalogue/checks.ts'
import { Checks, codeParams } from '../../catalogue/pages/draft.tsx'
import { kindText, licenceText, titleText } from '../../catalogue/pages/words.tsx'
import { getDraft } from '../../catalogue/rights.ts'
import { findOpenId } from '../../catalogue/store/draft.ts'
import { getResource } from '../../catalogue/store/version.ts'
import { resourcePath } from '../../resource.ts'
import { handIn } from '../actions/hand-in.ts'
import { spaceFor } from '../rubric.ts'
import { getRubric } from '../store/rubric.ts'

/** Looks over what is handed in, then hands it in. */
export const handInPage = definePage({
  path: '/hoc-lieu/:code/gui',
  permission: 'resources.contribute',
  params: codeParams,
  async load({ db, params, actor, today }) {
    const resource = await getResource(db, params.code)
    const open = await findOpenId(db, resource.id)
    if (!open) throw notFound()
    const version = await getDraft(db, actor, open)
    const whole = await readWhole(db, version)
    return {
      whole,
      checks: await assess(db, whole),
      rubric: await getRubric(db, spaceFor(version.access), today),
    }
  },
  title: (_data, t) => t('resources.review.hand_in'),
  forms: {
    send: defineForm({
      action: handIn,
      then: ({ code }) => ({ to: `${resourcePath(code)}/tham-dinh`, say: 'resources.review.handed_in' }),
    }),
  },
  view: ({ whole, checks, rubric }, context) => {
    const { t, form } = context
    const { version } = whole
    const draft = `${resourcePath(version.code)}/soan`
    const isReady = mayHandIn(checks)
    return (
      <>
        <PageHeader
          title={t('resources.review.hand_in')}
          lead={t(
            version.access === 'school' ? 'resources.review.to_school' : 'resources.review.to_province',
            {
              count: rubric.reviewers,
            },
          )}
          breadcrumb={[{ href: draft, label: titleText(version, t) }]}
          breadcrumbLabel={t('resources.crumbs')}
        />
        {!isReady && (
          <Alert
            kind="error"
            title={t('resources.review.not_ready')}
            actions={
              <LinkButton href={draft} kind="secondary">
                {t('resources.catalogue.back_to_draft')}
              </LinkButton>
            }
          />
        )}
        <Checks checks={checks} context={context} at={draft} />
        <div class="mt-6">
          <CheckAnswers
            changeLabel={t('resources.review.change')}
            items={[
              {
                label: t('resources.catalogue.field.title'),
                value: titleText(version, t),
                changeHref: `${draft}#p-title`,
              },
              {
                label: t('resources.kind'),
                value: kindText(version.kind, t),
                changeHref: `${draft}#p-title`,
              },
              {
                label: t('resources.catalogue.files'),
                value: whole.files.map((file) => file.path).join(', ') || version.address || '–',
                changeHref: `${draft}#p-files`,
              },
              {
                label: t('resources.catalogue.field.authors'),
                value: whole.authors.map((one) => one.name).join(', ') || '–',
                changeHref: `${draft}#p-authors`,
              },
              {
                label: t('resources.catalogue.field.licence'),
                value: licenceText(whole.licence, t),
                changeHref: `${draft}#p-licence`,
              },
              {
                label: t('resources.access'),
                value: t.dynamic(`resources.access.${version.access}`),
                changeHref: `${draft}#p-licence`,
              },
            ]}
          />
        </div>
        {isReady && (
          <Form hidden={{ ...form.hidden('send', { version: version.version }), id: version.id }}>
            <TextArea
              {...form.field('note')}
              label={t('resources.review.note_to_reviewers')}
              optional={t('resources.catalogue.optional')}
              maxlength={2000}
            />
            <FormActions>
              <Button icon="send">{t('resources.review.hand_in_act')}</Button>
              <LinkButton href={draft} kind="ghost">
                {t('resources.catalogue.back_to_draft')}
              </LinkButton>
            </FormActions>
          </Form>
        )}
      </>
    )
  },
})
