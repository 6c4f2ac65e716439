import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, DateField, Form, FormActions, LinkButton, PageHeader, TextField } from '#ui/index.ts'
import { editPlan } from '../actions/edit-plan.ts'
import { getPlan } from '../store/definitions.ts'

/** What the sources did not give of the plan: number, date, period. */
export const planPage = definePage({
  path: '/chi-tieu/ke-hoach',
  permission: 'plan.edit',
  load: ({ db }) => getPlan(db),
  about: () => ({ province: true }),
  title: (_plan, t) => t('plan.edit.title'),
  forms: { save: defineForm({ action: editPlan, then: () => ({ to: '/chi-tieu', say: 'plan.edit.done' }) }) },
  view: (plan, { t, form }) => {
    const field = (name: string, stored: string | null) => {
      const { current, ...rest } = form.field(name, stored)
      return {
        ...rest,
        ...(current === undefined
          ? {}
          : { current: t('plan.edit.current', { value: current || t('plan.edit.blank') }) }),
      }
    }
    return (
      <>
        <PageHeader
          title={t('plan.edit.title')}
          lead={t('plan.edit.lead', { source: plan.source })}
          breadcrumb={[{ href: '/chi-tieu', label: t('plan.board.title') }]}
          breadcrumbLabel={t('plan.breadcrumb')}
        />
        <Form hidden={form.hidden('save', { version: plan.version })}>
          <TextField {...field('title', plan.title)} label={t('plan.edit.name')} required />
          <TextField
            {...field('number', plan.number)}
            label={t('plan.edit.number')}
            optional={t('plan.optional')}
            width="half"
          />
          <DateField
            {...field('issued_on', t.date(plan.issued_on))}
            label={t('plan.edit.issued_on')}
            hint={t('plan.day.hint')}
            optional={t('plan.optional')}
          />
          <TextField
            {...field('issuer', plan.issuer)}
            label={t('plan.edit.issuer')}
            optional={t('plan.optional')}
          />
          <DateField
            {...field('period_from', t.date(plan.period_from))}
            label={t('plan.edit.period_from')}
            optional={t('plan.optional')}
          />
          <DateField
            {...field('period_to', t.date(plan.period_to))}
            label={t('plan.edit.period_to')}
            optional={t('plan.optional')}
          />
          <FormActions>
            <Button>{t('plan.edit.act')}</Button>
            <LinkButton href="/chi-tieu" kind="ghost">
              {t('plan.back')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})
