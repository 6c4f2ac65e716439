import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Disclosure, Form, FormActions, LinkButton, PageHeader, RadioGroup } from '#ui/index.ts'
import { resourcePath } from '../../resource.ts'
import { chooseLicence } from '../actions/choose-licence.ts'
import { questions } from '../licence.ts'
import { getDraft } from '../rights.ts'
import { findOpenId } from '../store/draft.ts'
import { listLicences } from '../store/origin.ts'
import { getResource } from '../store/version.ts'
import { codeParams } from './draft.tsx'
import { licenceSentences, licenceText, titleText } from './words.tsx'

/** Three questions in plain words, and the licence their answers mean. */
export const licencePage = definePage({
  path: '/hoc-lieu/:code/soan/giay-phep',
  permission: 'resources.contribute',
  params: codeParams,
  async load({ db, params, actor }) {
    const resource = await getResource(db, params.code)
    const open = await findOpenId(db, resource.id)
    if (!open) throw notFound()
    return { version: await getDraft(db, actor, open), licences: await listLicences(db) }
  },
  title: (_data, t) => t('resources.licence.title'),
  forms: {
    choose: defineForm({
      action: chooseLicence,
      then: ({ code }) => ({ to: `${resourcePath(code)}/soan#p-licence`, say: 'resources.licence.chosen' }),
    }),
  },
  view: ({ version, licences }, { t, form }) => (
    <>
      <PageHeader
        title={t('resources.licence.title')}
        lead={t('resources.licence.lead')}
        breadcrumb={[{ href: `${resourcePath(version.code)}/soan`, label: titleText(version, t) }]}
        breadcrumbLabel={t('resources.crumbs')}
      />
      <Form hidden={{ ...form.hidden('choose', { version: version.version }), id: version.id }}>
        {(['who', 'change', 'sell'] as const).map((name) => (
          <RadioGroup
            key={name}
            {...form.field(name)}
            label={t.dynamic(`resources.licence.ask.${name}`)}
            hint={name === 'who' ? undefined : t('resources.licence.ask.public_only')}
            options={questions[name]
              .filter((value) => value !== 'school' || version.institution_id)
              .map((value) => ({ value, label: t.dynamic(`resources.licence.ask.${name}.${value}`) }))}
          />
        ))}
        <FormActions>
          <Button>{t('resources.licence.choose')}</Button>
          <LinkButton href={`${resourcePath(version.code)}/soan`} kind="ghost">
            {t('resources.catalogue.back_to_draft')}
          </LinkButton>
        </FormActions>
      </Form>
      <Disclosure label={t('resources.licence.all')}>
        <dl class="facts">
          {licences.map((one) => (
            <div key={one.code}>
              <dt>{licenceText(one, t)}</dt>
              <dd>{licenceSentences(one, t).join(' ')}</dd>
              {!one.is_verified && <dd class="facts-note">{one.source}</dd>}
            </div>
          ))}
        </dl>
      </Disclosure>
    </>
  ),
})
