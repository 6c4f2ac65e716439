import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Button,
  Form,
  FormActions,
  LinkButton,
  NumberField,
  PageHeader,
  RadioGroup,
  TextField,
} from '#ui/index.ts'
import { addStructureRule } from '../actions/add-rule.ts'
import { structureReading } from '../readings.ts'
import { fromTenths, tenths } from '../rules/structure.ts'
import { findStructureRule } from '../store/rules.ts'
import { shown } from './parts.tsx'
import { DatedFields } from './rule-forms.tsx'

/** Another bound of the structure, from a day on. */
export const structureRulePage = definePage({
  path: '/quy-dinh-chuong-trinh/:id',
  permission: 'curricula.edit-rules',
  params: z.object({ id: z.uuid() }),
  async load({ db, params }) {
    const rule = await findStructureRule(db, params.id)
    if (!rule) throw notFound()
    return { rule }
  },
  about: () => ({ province: true }),
  title: (_data, t) => t('curricula.rules.add'),
  forms: {
    save: defineForm({
      action: addStructureRule,
      then: () => ({ to: '/quy-dinh-chuong-trinh#cau-truc', say: 'curricula.rules.saved' }),
    }),
  },
  view: ({ rule }, context) => {
    const { t, form } = context
    const bound = (text: string | null) => (text === null ? '' : fromTenths(tenths(text)))
    return (
      <>
        <PageHeader
          title={t('curricula.rules.add')}
          lead={t('curricula.rules.replaces', {
            reading: structureReading(rule, t),
            from: t.date(rule.from_date),
          })}
          breadcrumb={[{ href: '/quy-dinh-chuong-trinh', label: t('curricula.rules.title') }]}
          breadcrumbLabel={t('curricula.breadcrumb')}
        />
        <Form hidden={{ ...form.hidden('save'), id: rule.id }}>
          <NumberField
            {...shown(context, 'minimum', bound(rule.minimum))}
            label={t('curricula.rules.minimum')}
            decimal
          />
          <NumberField
            {...shown(context, 'maximum', bound(rule.maximum))}
            label={t('curricula.rules.maximum')}
            decimal
          />
          <RadioGroup
            {...shown(context, 'severity', rule.severity)}
            label={t('curricula.rules.severity')}
            options={(['error', 'warning'] as const).map((value) => ({
              value,
              label: t(`curricula.rules.severity_${value}`),
            }))}
          />
          <TextField
            {...shown(context, 'citation', rule.citation)}
            label={t('curricula.rules.citation')}
            required
          />
          <DatedFields prefix="save" context={context} />
          <FormActions>
            <Button icon="save">{t('curricula.rules.save')}</Button>
            <LinkButton href="/quy-dinh-chuong-trinh" kind="ghost">
              {t('curricula.back')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})
