import type { Translate } from '#platform/i18n/index.ts'
import { Empty, Section } from '#ui/index.ts'
import { outcomeKinds, type Outcome } from '../outcome.ts'
import type { Framework } from '../store/framework.ts'
import type { Level } from '../store/outcome.ts'

/** The outcomes by group, each with the digital competences it asks for. */
export function OutcomeList({
  outcomes,
  levels,
  framework,
  t,
}: {
  outcomes: readonly Outcome[]
  levels: readonly Level[]
  framework: Framework
  t: Translate
}) {
  if (outcomes.length === 0) return <Empty title={t('curricula.outcomes.empty')} />
  return (
    <>
      {outcomeKinds.map((kind) => {
        const own = outcomes.filter((one) => one.kind === kind)
        if (own.length === 0) return null
        return (
          <Section key={kind} level={3} title={t.dynamic(`curricula.outcome.${kind}`)}>
            <ul class="grid gap-3">
              {own.map((one) => (
                <li key={one.id}>
                  <p>
                    <strong>{one.code}</strong> {one.statement}
                  </p>
                  <p class="text-sm text-muted">
                    {levels
                      .filter((level) => level.outcome_id === one.id)
                      .map((level) => competenceWords(level, framework, t))
                      .join('; ')}
                  </p>
                </li>
              ))}
            </ul>
          </Section>
        )
      })}
    </>
  )
}

/** "3.1 Phát triển nội dung số, mức TC1". */
export function competenceWords(
  level: Pick<Level, 'component_code' | 'level'>,
  framework: Framework,
  t: Translate,
): string {
  const component = framework.domains
    .flatMap((domain) => domain.components)
    .find((one) => one.code === level.component_code)
  const name = component && (t.lang === 'vi' ? component.name : component.name_en)
  const code = framework.levels.find((one) => one.level === level.level)?.code
  return t('curricula.competence.at', {
    code: level.component_code,
    name: name ?? '',
    level: code ?? level.level,
  })
}
