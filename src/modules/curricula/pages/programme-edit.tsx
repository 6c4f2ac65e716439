import { z } from 'zod'
import { listOccupations } from '#modules/institutions/index.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Alert, Button, Form, FormActions, PageHeader } from '#ui/index.ts'
import { editProgramme } from '../actions/programme.ts'
import { getProgramme, listVersions } from '../store/version.ts'
import { isPublished } from '../version.ts'
import { ProgrammeFields } from './programme-form.tsx'

/** The head of a programme. */
export const programmeEdit = definePage({
  path: '/chuong-trinh/:id/sua',
  permission: 'curricula.edit',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const programme = await getProgramme(db, params.id)
    const versions = await listVersions(db, programme.id)
    return {
      programme,
      isFixed: versions.some((one) => isPublished(one.state)),
      occupations: await listOccupations(db, today),
    }
  },
  about: ({ programme }) => ({ institution: programme.institution_id }),
  title: (_data, t) => t('curricula.programme.edit'),
  forms: {
    save: defineForm({
      action: editProgramme,
      then: (result) => ({ to: `/chuong-trinh/${result.id}`, say: 'curricula.saved' }),
    }),
  },
  view: ({ programme, isFixed, occupations }, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('curricula.programme.edit')}
          breadcrumb={[
            { href: '/chuong-trinh', label: t('curricula.nav') },
            { href: `/chuong-trinh/${programme.id}`, label: programme.name },
          ]}
          breadcrumbLabel={t('curricula.breadcrumb')}
        />
        {isFixed && (
          <Alert kind="info" title={t('curricula.programme.fixed')}>
            {t('curricula.programme.fixed_why')}
          </Alert>
        )}
        <Form hidden={{ ...form.hidden('save', { version: programme.version }), id: programme.id }}>
          <ProgrammeFields
            programme={programme}
            occupations={occupations}
            isFixed={isFixed}
            context={context}
          />
          <FormActions>
            <Button icon="save">{t('curricula.save')}</Button>
          </FormActions>
        </Form>
      </>
    )
  },
})
