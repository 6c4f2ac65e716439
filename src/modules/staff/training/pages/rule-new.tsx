import { z } from 'zod'
import { parseInput } from '#platform/actions/run.ts'
import { AppError } from '#platform/errors.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { queryInput } from '#platform/pages/query.ts'
import { ErrorSummary, PageHeader } from '#ui/index.ts'
import { addTrainedRule, lateStart } from '../actions/trained-rule.ts'
import { targets, type Target } from '../rule.ts'
import { RuleInput, type RuleVersion } from '../rule-version.ts'
import { findLastRule, previewRule, type RuleEffect } from '../store/rules.ts'
import { RuleCheck } from './rule-check.tsx'
import { RuleForm, type RuleAnswers } from './rule-form.tsx'

export type RuleNewData = {
  target: Target
  last: RuleVersion | undefined
  /** What was typed so far; it travels in the address until it is added. */
  answers: RuleAnswers | undefined
  errors: Record<string, string>
  /** Everything is filled in: look it over. */
  ready: { rule: RuleInput; effect: RuleEffect } | undefined
}

const Query = z.object({ target: z.enum(targets).catch('pedagogy').default('pedagogy') })

/** Adds a version of the rule: first the form, then the answers and whose status they change, then the record. */
export const ruleNew = definePage({
  path: '/boi-duong/quy-tac/moi',
  permission: 'staff.set-trained-rule',
  query: Query,
  async load({ db, query: { target }, request, t }): Promise<RuleNewData> {
    const last = await findLastRule(db, target)
    const { buoc, ...sent } = queryInput(new URL(request.url))
    const answers = sent.from_date === undefined && buoc === undefined ? undefined : sent
    const { rule, errors } = answers
      ? read({ ...answers, target }, last, t.lang)
      : { rule: undefined, errors: {} }
    const isReady = rule !== undefined && buoc === 'xem-lai'
    return {
      target,
      last,
      answers,
      errors,
      ready: isReady ? { rule, effect: await previewRule(db, rule) } : undefined,
    }
  },
  about: () => ({ province: true }),
  title: ({ target }, t) =>
    t('staff.training.rule.new_of', { target: t.dynamic(`staff.training.status.${target}`) }),
  forms: {
    add: defineForm({
      action: addTrainedRule,
      then: () => ({ to: '/boi-duong/quy-tac', say: 'staff.training.rule.saved' }),
    }),
  },
  view: (data, context) => <RuleNew data={data} context={context} />,
})

function RuleNew({ data, context }: { data: RuleNewData; context: ViewContext }) {
  const { t, form } = context
  const isReady = data.ready !== undefined && !form.sent
  return (
    <>
      <PageHeader
        title={t(isReady ? 'staff.training.rule.check' : 'staff.training.rule.new_of', {
          target: t.dynamic(`staff.training.status.${data.target}`),
        })}
        lead={t(isReady ? 'staff.training.rule.check_lead' : 'staff.training.rule.new_lead')}
        breadcrumb={[
          { href: '/boi-duong', label: t('staff.training.nav') },
          { href: '/boi-duong/quy-tac', label: t('staff.training.rule.title') },
        ]}
        breadcrumbLabel={t('staff.training.nav')}
      />
      {isReady ? (
        <RuleCheck data={data} context={context} />
      ) : (
        <>
          <ErrorSummary
            title={t('platform.error.invalid')}
            errors={Object.entries(data.errors).map(([name, words]) => ({
              field: name,
              message: t.dynamic(words),
            }))}
          />
          <RuleForm data={data} context={context} />
        </>
      )}
    </>
  )
}

/** Lists come from the address as `name[]`. */
function read(
  sent: RuleAnswers,
  last: RuleVersion | undefined,
  lang: 'vi' | 'en',
): { rule?: RuleInput | undefined; errors: Record<string, string> } {
  const listed = Object.entries(sent).map(([name, value]) =>
    name.endsWith('[]') ? [name.slice(0, -2), [value].flat()] : [name, value],
  )
  try {
    const rule = parseInput(RuleInput, Object.fromEntries(listed), lang)
    const late = lateStart(rule, last)
    return late ? { errors: late } : { rule, errors: {} }
  } catch (error) {
    if (error instanceof AppError) return { errors: error.fields ?? {} }
    throw error
  }
}
