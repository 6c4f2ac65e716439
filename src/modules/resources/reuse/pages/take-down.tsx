import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Alert, Button, Form, FormActions, LinkButton, PageHeader, RadioGroup, TextArea } from '#ui/index.ts'
import { codeParams } from '../../catalogue/pages/draft.tsx'
import { titleText } from '../../catalogue/pages/words.tsx'
import { getWorkable } from '../../catalogue/rights.ts'
import { getResource } from '../../catalogue/store/version.ts'
import { resourcePath, withdrawals } from '../../resource.ts'
import { bringBack, mayBringBack, takeDown } from '../actions/take-down.ts'
import { readUsage } from '../store/usage.ts'

/** Takes a resource down, or brings it back. Who uses it is named before the act. */
export const takeDownPage = definePage({
  path: '/hoc-lieu/:code/go',
  permission: 'resources.contribute',
  params: codeParams,
  async load({ db, params, actor }) {
    const resource = await getResource(db, params.code)
    if (!resource.published_id) throw notFound()
    const version = await getWorkable(db, actor, resource.published_id)
    return {
      resource,
      version,
      usage: await readUsage(db, resource.id),
      mayBringBack: await mayBringBack(db, actor, resource),
    }
  },
  title: ({ resource }, t) =>
    t(resource.withdrawn_at ? 'resources.reuse.bring_back' : 'resources.reuse.take_down'),
  forms: {
    down: defineForm({
      action: takeDown,
      then: ({ code }) => ({ to: resourcePath(code), say: 'resources.reuse.taken_down' }),
    }),
    back: defineForm({
      action: bringBack,
      then: ({ code }) => ({ to: resourcePath(code), say: 'resources.reuse.brought_back' }),
    }),
  },
  view: ({ resource, version, usage, mayBringBack }, { t, form }) => (
    <>
      <PageHeader
        title={t(resource.withdrawn_at ? 'resources.reuse.bring_back' : 'resources.reuse.take_down')}
        lead={titleText(version, t)}
        breadcrumb={[{ href: resourcePath(resource.code), label: titleText(version, t) }]}
        breadcrumbLabel={t('resources.crumbs')}
      />
      {resource.withdrawn_at ? (
        <>
          <Alert kind="warning" title={t('resources.catalogue.gone', { day: t.date(resource.withdrawn_at) })}>
            {resource.withdrawn_reason}
          </Alert>
          {mayBringBack ? (
            <Form hidden={{ ...form.hidden('back', { version: resource.version }), id: version.id }}>
              <Button>{t('resources.reuse.bring_back')}</Button>
            </Form>
          ) : (
            <p>{t('resources.reuse.error.not_yours_to_bring_back')}</p>
          )}
        </>
      ) : (
        <>
          <Alert
            kind={usage.uses + usage.copies + usage.collections > 0 ? 'warning' : 'info'}
            title={t('resources.reuse.in_use', {
              schools: usage.schools,
              teachers: usage.teachers,
              copies: usage.copies,
              collections: usage.collections,
            })}
          >
            {t('resources.reuse.take_down_lead')}
          </Alert>
          <Form hidden={{ ...form.hidden('down', { version: resource.version }), id: version.id }}>
            <RadioGroup
              {...form.field('kind')}
              label={t('resources.reuse.withdrawal')}
              options={withdrawals.map((value) => ({
                value,
                label: t.dynamic(`resources.withdrawal.${value}`),
              }))}
            />
            <TextArea
              {...form.field('reason')}
              label={t('resources.reuse.reason')}
              hint={t('resources.reuse.reason_hint')}
              maxlength={1000}
              required
            />
            <FormActions>
              <Button kind="danger">{t('resources.reuse.take_down_act')}</Button>
              <LinkButton href={resourcePath(resource.code)} kind="ghost">
                {t('resources.reuse.keep')}
              </LinkButton>
            </FormActions>
          </Form>
        </>
      )}
    </>
  ),
})
