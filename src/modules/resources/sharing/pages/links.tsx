import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Button,
  CopyField,
  DateField,
  Empty,
  Form,
  FormActions,
  PageHeader,
  Section,
  TextField,
} from '#ui/index.ts'
import { codeParams } from '../../catalogue/pages/draft.tsx'
import { StateBadge, titleText } from '../../catalogue/pages/words.tsx'
import { getWorkable } from '../../catalogue/rights.ts'
import { findOpenId } from '../../catalogue/store/draft.ts'
import { getResource } from '../../catalogue/store/version.ts'
import { resourcePath } from '../../resource.ts'
import { endShareLink, makeLink } from '../actions/link.ts'
import { listLinks } from '../store/link.ts'

const here = (code: string) => `${resourcePath(code)}/chia-se`

/** Links that show one version to who has them: to a colleague elsewhere, before it is published. */
export const linksPage = definePage({
  path: '/hoc-lieu/:code/chia-se',
  permission: 'resources.contribute',
  params: codeParams,
  async load({ db, actor, app, params, today }) {
    const resource = await getResource(db, params.code)
    const id = (await findOpenId(db, resource.id)) ?? resource.published_id
    if (!id) throw notFound()
    const version = await getWorkable(db, actor, id)
    const links = (await listLinks(db, version.id)).filter(
      (one) => one.ended_at === null && one.to_date >= today,
    )
    return {
      version,
      links: links.map((one) => ({
        ...one,
        address: `${app.publicUrl()}/hoc-lieu/xem/${app.keys.open(one.sealed)}`,
      })),
    }
  },
  title: (_data, t) => t('resources.sharing.title'),
  forms: {
    make: defineForm({
      action: makeLink,
      then: ({ code }) => ({ to: here(code), say: 'resources.sharing.made' }),
    }),
    end: defineForm({
      action: endShareLink,
      then: ({ code }) => ({ to: here(code), say: 'resources.sharing.ended' }),
    }),
  },
  view: ({ version, links }, { t, form }) => (
    <>
      <PageHeader
        title={t('resources.sharing.title')}
        state={<StateBadge state={version.state} t={t} />}
        lead={t('resources.sharing.lead', { number: version.number })}
        breadcrumb={[
          {
            href:
              version.state === 'draft' ? `${resourcePath(version.code)}/soan` : resourcePath(version.code),
            label: titleText(version, t),
          },
        ]}
        breadcrumbLabel={t('resources.crumbs')}
      />
      {links.length === 0 ? (
        <Empty title={t('resources.sharing.none')} icon="link" />
      ) : (
        <ul class="grid gap-4">
          {links.map((one) => (
            <li key={one.id} class="panel">
              <CopyField
                name={`link-${one.id}`}
                label={one.note ?? t('resources.sharing.link')}
                hint={t('resources.sharing.until', { day: t.date(one.to_date), name: one.made_by_name })}
                value={one.address}
              />
              <Form bare label={t('resources.sharing.end')} hidden={{ ...form.hidden('end'), link: one.id }}>
                <Button small kind="ghost">
                  {t('resources.sharing.end')}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Section title={t('resources.sharing.make')}>
        <Form label={t('resources.sharing.make')} hidden={{ ...form.hidden('make'), id: version.id }}>
          <DateField
            {...form.field('to_date')}
            label={t('resources.sharing.to_date')}
            hint={t('resources.review.day_hint')}
            required
          />
          <TextField
            {...form.field('note')}
            label={t('resources.sharing.note')}
            optional={t('resources.catalogue.optional')}
            maxlength={200}
          />
          <FormActions>
            <Button icon="link">{t('resources.sharing.make_act')}</Button>
          </FormActions>
        </Form>
      </Section>
    </>
  ),
})
