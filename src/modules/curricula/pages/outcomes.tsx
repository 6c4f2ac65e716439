import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Disclosure, Form, FormActions, Section, TextArea } from '#ui/index.ts'
import { saveOutcomes } from '../actions/save-outcomes.ts'
import { writeOutcomes } from '../outcome.ts'
import { loadContent } from '../store/content.ts'
import { getFramework } from '../store/framework.ts'
import { getIntegrationRule } from '../store/rules.ts'
import { getVersion } from '../store/version.ts'
import { OutcomeList } from './outcome-list.tsx'
import { Frozen, shown, VersionHeader, versionPath } from './parts.tsx'

/** Learning outcomes of a version; a draft's are written as one list. */
export const outcomesPage = definePage({
  path: '/chuong-trinh/phien-ban/:id/chuan-dau-ra',
  permission: 'public',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const version = await getVersion(db, params.id)
    const { framework_id } = await getIntegrationRule(db, today)
    return {
      version,
      content: await loadContent(db, version.id, framework_id),
      framework: await getFramework(db, framework_id),
    }
  },
  title: ({ version }, t) => t('curricula.outcomes.title', { name: version.name }),
  forms: {
    save: defineForm({
      action: saveOutcomes,
      then: (result) => ({
        to: versionPath(result.id, 'chuan-dau-ra'),
        say: 'curricula.outcomes.saved',
        params: { count: result.count },
      }),
    }),
  },
  view: ({ version, content, framework }, context) => {
    const { t, may, form } = context
    const canEdit =
      version.state === 'draft' && may('curricula.edit', { institution: version.institution_id })
    return (
      <>
        <VersionHeader version={version} part="outcomes" context={context} />
        {canEdit ? (
          <Section title={t('curricula.outcomes.edit')} lead={t('curricula.outcomes.edit_lead')}>
            <Form bare hidden={{ ...form.hidden('save', { version: version.version }), id: version.id }}>
              <TextArea
                {...shown(context, 'text', writeOutcomes(content.outcomes))}
                label={t('curricula.outcomes.text')}
                hint={t('curricula.outcomes.text_hint')}
                rows={Math.max(12, content.outcomes.length + 6)}
              />
              <Disclosure label={t('curricula.outcomes.example')}>
                <pre class="whitespace-pre-wrap text-sm">{t('curricula.outcomes.example_text')}</pre>
              </Disclosure>
              <FormActions>
                <Button icon="save">{t('curricula.outcomes.save')}</Button>
              </FormActions>
            </Form>
          </Section>
        ) : (
          <Frozen version={version} t={t} />
        )}
        <Section title={t('curricula.part.outcomes')}>
          <OutcomeList outcomes={content.outcomes} levels={content.levels} framework={framework} t={t} />
        </Section>
      </>
    )
  },
})
