import { listInstitutionOptions, listOccupations } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, LinkButton, PageHeader, Select } from '#ui/index.ts'
import { createProgramme } from '../actions/programme.ts'
import { ProgrammeFields } from './programme-form.tsx'
import { shown, versionPath } from './parts.tsx'

/** A new programme: its head, then its first draft. */
export const programmeNew = definePage({
  path: '/chuong-trinh/moi',
  permission: 'curricula.edit',
  async load({ db, actor, today }) {
    const within = reach(actor, 'curricula.edit')
    const all = await listInstitutionOptions(db, undefined, { on: today })
    const schools = within === 'all' ? all : all.filter((one) => within.includes(one.id))
    return { schools, occupations: await listOccupations(db, today) }
  },
  title: (_data, t) => t('curricula.new.open'),
  forms: {
    save: defineForm({
      action: createProgramme,
      then: (result) => ({ to: versionPath(result.version, 'noi-dung'), say: 'curricula.new.saved' }),
    }),
  },
  view: ({ schools, occupations }, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('curricula.new.open')}
          lead={t('curricula.new.lead')}
          breadcrumb={[{ href: '/chuong-trinh', label: t('curricula.nav') }]}
          breadcrumbLabel={t('curricula.breadcrumb')}
        />
        <Form hidden={form.hidden('save')}>
          <Select
            {...shown(context, 'institution_id', schools.length === 1 ? schools[0]!.id : '')}
            label={t('curricula.field.institution')}
            placeholder={schools.length === 1 ? undefined : ''}
            options={schools.map((one) => ({ value: one.id, label: one.name }))}
            required
          />
          <ProgrammeFields occupations={occupations} isFixed={false} context={context} />
          <FormActions>
            <Button icon="save">{t('curricula.new.save')}</Button>
            <LinkButton href="/nhap-du-lieu/tai-len/programme" kind="ghost">
              {t('curricula.new.or_import')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})
