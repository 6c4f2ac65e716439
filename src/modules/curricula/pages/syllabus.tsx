import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Facts, Form, FormActions, Section, TextArea } from '#ui/index.ts'
import { editSyllabus } from '../actions/edit-texts.ts'
import { listUnits } from '../store/unit.ts'
import { getVersion } from '../store/version.ts'
import { decimal, Frozen, shown, VersionHeader, versionPath } from './parts.tsx'

/** One subject or module with its detailed syllabus (part 10 of the document, Thông tư 03/2017/TT-BLĐTBXH). */
export const syllabusPage = definePage({
  path: '/chuong-trinh/phien-ban/:id/mon-hoc/:unit',
  permission: 'public',
  params: z.object({ id: z.uuid(), unit: z.uuid() }),
  async load({ db, params }) {
    const version = await getVersion(db, params.id)
    const unit = (await listUnits(db, version.id)).find((one) => one.id === params.unit)
    if (!unit) throw notFound()
    return { version, unit }
  },
  title: ({ unit }) => `${unit.code} ${unit.name}`,
  forms: {
    save: defineForm({
      action: editSyllabus,
      input: (body, { params }) => ({ ...body, version_id: params['id'], id: params['unit'] }),
      then: (result) => ({ to: versionPath(result.id, 'mon-hoc'), say: 'curricula.saved' }),
    }),
  },
  view: ({ version, unit }, context) => {
    const { t, may, form } = context
    const canEdit =
      version.state === 'draft' && may('curricula.edit', { institution: version.institution_id })
    return (
      <>
        <VersionHeader version={version} part="units" context={context} />
        <Section title={`${unit.code} ${unit.name}`}>
          <Facts
            items={[
              { label: t('curricula.field.credits'), value: decimal(unit.credits, t) },
              {
                label: t('curricula.field.hours'),
                value: t('curricula.units.hours', {
                  total: unit.hours_total,
                  theory: unit.hours_theory,
                  practice: unit.hours_practice,
                  test: unit.hours_test,
                }),
              },
              {
                label: t('curricula.field.unit_group'),
                value: t.dynamic(`curricula.group.${unit.unit_group}`),
              },
              {
                label: t('curricula.field.delivery'),
                value: t.dynamic(`curricula.delivery.${unit.delivery}`),
              },
            ]}
          />
        </Section>
        {canEdit ? (
          <Section title={t('curricula.field.syllabus')}>
            <Form bare hidden={form.hidden('save', { version: unit.version })}>
              <TextArea
                {...shown(context, 'syllabus', unit.syllabus)}
                label={t('curricula.field.syllabus')}
                hint={t('curricula.field.syllabus_hint')}
                rows={16}
              />
              <FormActions>
                <Button icon="save">{t('curricula.save')}</Button>
              </FormActions>
            </Form>
          </Section>
        ) : (
          <>
            <Frozen version={version} t={t} />
            <Section title={t('curricula.field.syllabus')}>
              <p class="max-w-prose whitespace-pre-line">
                {unit.syllabus || t('curricula.units.no_syllabus')}
              </p>
            </Section>
          </>
        )}
      </>
    )
  },
})
