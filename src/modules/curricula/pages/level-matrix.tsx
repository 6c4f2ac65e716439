import type { ViewContext } from '#platform/pages/page.ts'
import { fieldId } from '#ui/index.ts'
import type { Content } from '../store/content.ts'
import type { Component, Domain, Framework } from '../store/framework.ts'
import { Cell, ColumnHead, Corner, Matrix, RowHead } from './matrix.tsx'

/** Outcomes by components: a level from 1 up in each cell that asks for the competence, empty where it does not. */
export function LevelMatrix(props: {
  content: Content
  domains: readonly Domain[]
  framework: Framework
  canEdit: boolean
  context: ViewContext
}) {
  const { content, domains, context } = props
  const { t } = context
  const components = domains.flatMap((domain) => domain.components)
  const name = (one: { name: string; name_en: string }) => (t.lang === 'vi' ? one.name : one.name_en)
  const levelOf = (outcome: string, component: string) =>
    content.levels.find((one) => one.outcome_id === outcome && one.component_code === component)?.level
  const used = (component: string) => content.levels.filter((one) => one.component_code === component).length
  return (
    <Matrix
      label={t('curricula.competence.matrix')}
      head={
        <>
          <tr>
            <Corner rows={2}>{t('curricula.part.outcomes')}</Corner>
            {domains.map((domain) => (
              <ColumnHead key={domain.code} span={domain.components.length}>
                {`${domain.code}. ${name(domain)}`}
              </ColumnHead>
            ))}
          </tr>
          <tr>
            {components.map((component) => (
              <ColumnHead key={component.code} title={name(component)}>
                <abbr title={name(component)} class="no-underline">
                  {component.code}
                </abbr>
              </ColumnHead>
            ))}
          </tr>
        </>
      }
      foot={
        <tr>
          <Corner>{t('curricula.coverage.outcomes_each')}</Corner>
          {components.map((component) => (
            <Cell key={component.code} isHole={used(component.code) === 0}>
              {used(component.code)}
            </Cell>
          ))}
        </tr>
      }
    >
      {content.outcomes.map((outcome) => (
        <tr key={outcome.id}>
          <RowHead isHole={!content.levels.some((one) => one.outcome_id === outcome.id)}>
            <strong>{outcome.code}</strong> {outcome.statement}
          </RowHead>
          {components.map((component) => (
            <LevelCell
              key={component.code}
              {...props}
              outcome={outcome}
              component={component}
              level={levelOf(outcome.id, component.code)}
            />
          ))}
        </tr>
      ))}
    </Matrix>
  )
}

function LevelCell(props: {
  outcome: { id: string; code: string }
  component: Component
  level: number | undefined
  framework: Framework
  canEdit: boolean
  context: ViewContext
}) {
  const { outcome, component, level, framework } = props
  const { t, form } = props.context
  if (!props.canEdit) {
    const code = framework.levels.find((one) => one.level === level)?.code
    return (
      <Cell>
        {level === undefined ? (
          ''
        ) : (
          <abbr title={String(level)} class="no-underline">
            {code ?? level}
          </abbr>
        )}
      </Cell>
    )
  }
  const field = form.field(`cells.${outcome.id}.${component.code.replace('.', '_')}`, level ?? '')
  // a form shown again leaves out what was emptied: then the box is empty, not the stored level
  const value = form.sent === 'save' && !form.isConflict ? String(form.values[field.name] ?? '') : field.value
  return (
    <Cell>
      <input
        id={fieldId(field.name)}
        class="input h-11 w-11 p-0 text-center tabular-nums"
        type="text"
        inputmode="numeric"
        maxlength={1}
        autocomplete="off"
        name={field.name}
        value={value}
        aria-label={t('curricula.competence.cell', { outcome: outcome.code, component: component.code })}
        aria-invalid={field.error ? 'true' : undefined}
      />
    </Cell>
  )
}
