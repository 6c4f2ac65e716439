import type { Translate } from '#platform/i18n/index.ts'
import { Alert, Section } from '#ui/index.ts'
import type { Verdict } from '../rules/integration.ts'
import { shortestFixes, type Fix } from '../rules/shortest.ts'
import { factsOf, type Content } from '../store/content.ts'
import type { Framework } from '../store/framework.ts'
import type { StoredIntegrationRule } from '../store/rules.ts'
import { isPublished, type Version } from '../version.ts'
import { versionPath } from './parts.tsx'

/** Whether the version counts as integrated today, and if not, the fewest changes after which it does. */
export function Missing(props: {
  rule: StoredIntegrationRule
  verdict: Verdict
  data: { version: Version; content: Content; framework: Framework }
  t: Translate
}) {
  const { rule, verdict, data, t } = props
  const { version, content, framework } = data
  if (verdict.counts)
    return (
      <div class="mt-6">
        <Alert kind="success" title={t('curricula.missing.counts')}>
          {t('curricula.missing.counts_why', {
            outcomes: verdict.outcomes,
            domains: verdict.domains,
            units: verdict.digitalUnits,
          })}
        </Alert>
      </div>
    )
  const components = framework.domains.flatMap((domain) => domain.components)
  const fixes = shortestFixes(rule, factsOf(content, version), components)
  return (
    <Section title={t('curricula.missing.title')} id="con-thieu">
      <ul class="bullets">
        {verdict.lacks.map((lack) => (
          <li key={lack}>
            {t.dynamic(`curricula.missing.${lack}`, {
              have:
                lack === 'outcomes'
                  ? verdict.outcomes
                  : lack === 'domains'
                    ? verdict.domains
                    : verdict.digitalUnits,
              need:
                lack === 'outcomes'
                  ? rule.min_outcomes
                  : lack === 'domains'
                    ? rule.min_domains
                    : rule.min_digital_units,
            })}
          </li>
        ))}
      </ul>
      <p class="mt-4 font-semibold">{t('curricula.missing.shortest', { count: fixes?.length ?? 0 })}</p>
      <ol class="mt-2 grid list-decimal gap-2 pl-6">
        {(fixes ?? []).map((fix, at) => (
          <li key={at}>
            <a href={hrefOf(fix, version)}>{fixWords(fix, content, framework, t)}</a>
          </li>
        ))}
      </ol>
      {verdict.lacks.includes('digital_units') && rule.accepts_confirmation && (
        <p class="mt-3 max-w-prose text-muted">{t('curricula.missing.or_confirm')}</p>
      )}
      {isPublished(version.state) && (
        <p class="mt-3 max-w-prose text-muted">{t('curricula.missing.published')}</p>
      )}
    </Section>
  )
}

function hrefOf(fix: Fix, version: Version): string {
  switch (fix.kind) {
    case 'add_outcome':
      return versionPath(version.id, 'chuan-dau-ra')
    case 'add_unit':
      return versionPath(version.id, 'mon-hoc')
    case 'deliver':
      return `${versionPath(version.id, 'nang-luc-so')}#san-sang`
    case 'link':
      return versionPath(version.id, 'ma-tran')
    default:
      return `${versionPath(version.id, 'nang-luc-so')}#ma-tran`
  }
}

/** A change as a sentence; things still to be added are named as such. */
function fixWords(fix: Fix, content: Content, framework: Framework, t: Translate): string {
  const outcome = 'outcome' in fix ? content.outcomes.find((one) => one.id === fix.outcome)?.code : undefined
  const unit = 'unit' in fix ? content.units.find((one) => one.id === fix.unit) : undefined
  const component =
    'component' in fix
      ? framework.domains.flatMap((one) => one.components).find((one) => one.code === fix.component)
      : undefined
  const level = 'level' in fix ? framework.levels.find((one) => one.level === fix.level)?.code : undefined
  return t.dynamic(`curricula.fix.${fix.kind}`, {
    outcome: outcome ?? t('curricula.fix.new_outcome'),
    unit: unit ? `${unit.code} ${unit.name}`.trim() : t('curricula.fix.new_unit'),
    component: component ? `${component.code} ${t.lang === 'vi' ? component.name : component.name_en}` : '',
    level: level ?? '',
  })
}
