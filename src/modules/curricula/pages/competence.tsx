import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Button, Disclosure, Empty, Form, FormActions, Section, Tabs } from '#ui/index.ts'
import { declareReady } from '../actions/declare.ts'
import { saveLevels } from '../actions/save-outcomes.ts'
import { judge } from '../rules/integration.ts'
import { factsOf, loadContent, type Content } from '../store/content.ts'
import { getFramework, type Framework } from '../store/framework.ts'
import { getIntegrationRule, type StoredIntegrationRule } from '../store/rules.ts'
import { getVersion } from '../store/version.ts'
import type { Version } from '../version.ts'
import { integrationReading } from '../readings.ts'
import { LevelMatrix } from './level-matrix.tsx'
import { Missing } from './missing.tsx'
import { Frozen, VersionHeader, versionPath } from './parts.tsx'

const Query = z.object({ mien: z.string().max(10).optional().catch(undefined) })
type Data = {
  version: Version
  content: Content
  framework: Framework
  rule: StoredIntegrationRule
  domain: string | undefined
}

/** Digital competence of a version: what the outcomes ask for, whether it counts as integrated, and the shortest way there. */
export const competencePage = definePage<Data, { id: string }, z.output<typeof Query>>({
  path: '/chuong-trinh/phien-ban/:id/nang-luc-so',
  permission: 'public',
  params: z.object({ id: z.uuid() }),
  query: Query,
  async load({ db, params, query, today }) {
    const version = await getVersion(db, params.id)
    const rule = await getIntegrationRule(db, today)
    const framework = await getFramework(db, rule.framework_id)
    return {
      version,
      rule,
      framework,
      content: await loadContent(db, version.id, rule.framework_id),
      domain: framework.domains.find((one) => one.code === query.mien)?.code,
    }
  },
  title: ({ version }, t) => t('curricula.competence.title', { name: version.name }),
  forms: {
    save: defineForm({
      action: saveLevels,
      then: (result, { request }) => ({
        to: `${versionPath(result.id, 'nang-luc-so')}${new URL(request.url).search}`,
        say: 'curricula.saved',
      }),
    }),
    ready: defineForm({
      action: declareReady,
      then: (result) => ({ to: versionPath(result.id, 'nang-luc-so'), say: 'curricula.saved' }),
    }),
  },
  view: (data, context) => {
    const { version, content, framework, rule } = data
    const { t } = context
    return (
      <>
        <VersionHeader version={version} part="competence" context={context} />
        <Missing rule={rule} verdict={judge(rule, factsOf(content, version))} data={data} t={t} />
        <p class="mt-4 max-w-prose text-sm text-muted">
          {integrationReading(rule, t)}{' '}
          <a href="/quy-dinh-chuong-trinh#tich-hop">{t('curricula.rules.see')}</a>
        </p>
        <Section
          title={t('curricula.competence.matrix')}
          lead={t('curricula.competence.matrix_lead', { framework: framework.title })}
          id="ma-tran"
        >
          <DomainTabs data={data} context={context} />
          {content.outcomes.length === 0 ? (
            <Empty
              title={t('curricula.outcomes.empty')}
              action={{ href: versionPath(version.id, 'chuan-dau-ra'), label: t('curricula.part.outcomes') }}
            />
          ) : (
            <LevelForm data={data} context={context} />
          )}
          <Disclosure label={t('curricula.competence.levels')}>
            <ul class="grid gap-1">
              {framework.levels.map((one) => (
                <li key={one.level}>
                  {t('curricula.competence.level', {
                    level: one.level,
                    code: one.code,
                    band: t.lang === 'vi' ? one.band : one.band_en,
                  })}
                </li>
              ))}
            </ul>
          </Disclosure>
        </Section>
        <Readiness data={data} context={context} />
      </>
    )
  },
})

type Props = { data: Data; context: ViewContext }

function DomainTabs({ data: { version, framework, domain }, context: { t } }: Props) {
  const path = versionPath(version.id, 'nang-luc-so')
  return (
    <Tabs
      label={t('curricula.competence.domains')}
      items={[
        { href: path, label: t('curricula.competence.all_domains'), current: domain === undefined },
        ...framework.domains.map((one) => ({
          href: `${path}?mien=${one.code}`,
          label: `${one.code}. ${t.lang === 'vi' ? one.name : one.name_en}`,
          current: one.code === domain,
        })),
      ]}
    />
  )
}

function LevelForm({ data, context }: Props) {
  const { version, content, framework, domain } = data
  const { t, may, form } = context
  const domains = framework.domains.filter((one) => !domain || one.code === domain)
  const canEdit = version.state === 'draft' && may('curricula.edit', { institution: version.institution_id })
  const matrix = (
    <LevelMatrix
      content={content}
      domains={domains}
      framework={framework}
      canEdit={canEdit}
      context={context}
    />
  )
  if (!canEdit)
    return (
      <>
        <Frozen version={version} t={t} />
        {matrix}
      </>
    )
  return (
    <Form bare hidden={{ ...form.hidden('save', { version: version.version }), id: version.id, domain }}>
      {matrix}
      <FormActions>
        <Button icon="save">{t('curricula.competence.save')}</Button>
      </FormActions>
    </Form>
  )
}

/** Material, software and platform are there: a fact of running the programme, open after approval too. */
function Readiness({ data: { version, content }, context: { t, may, form } }: Props) {
  if (content.units.length === 0 || !may('curricula.edit', { institution: version.institution_id }))
    return null
  return (
    <Section title={t('curricula.ready.title')} lead={t('curricula.ready.lead')} id="san-sang">
      <Form bare hidden={{ ...form.hidden('ready'), id: version.id }}>
        {content.units
          .filter((unit) => unit.online_ready_on !== null)
          .map((unit) => (
            <input key={unit.id} type="hidden" name="shown[]" value={unit.id} />
          ))}
        <ul class="grid gap-1 sm:grid-cols-2">
          {content.units.map((unit) => (
            <li key={unit.id}>
              <label class="choice">
                <input
                  class="checkbox"
                  type="checkbox"
                  name="units[]"
                  value={unit.id}
                  checked={unit.online_ready_on !== null}
                />
                <span>{`${unit.code} ${unit.name}`.trim()}</span>
              </label>
            </li>
          ))}
        </ul>
        <FormActions>
          <Button kind="secondary" icon="save">
            {t('curricula.ready.save')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
