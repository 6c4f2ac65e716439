import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Empty, Facts, Form, LinkButton, PageHeader, Section, Steps } from '#ui/index.ts'
import { finish } from '../actions/self-assess.ts'
import type { Framework } from '../assessment.ts'
import { findOpen, listAnswers, listFinished } from '../store/assessments.ts'
import { getFramework } from '../store/framework.ts'
import { named } from './named.ts'

type Data = {
  framework: Framework
  answered: ReadonlySet<string>
  hasOpen: boolean
  last: string | undefined
}

/** First what is private, then the parts: begin, go on, finish. */
export const assessmentStart = definePage({
  path: '/tu-danh-gia',
  permission: 'signed-in',
  async load({ db, actor, today }): Promise<Data | undefined> {
    const personId = actor.kind === 'account' ? actor.personId : undefined
    if (!personId) return undefined
    const framework = await getFramework(db, today)
    const open = await findOpen(db, personId, framework.questionnaire_id)
    const answers = open ? await listAnswers(db, open.id) : []
    const [last] = await listFinished(db, personId, framework.id)
    return {
      framework,
      answered: new Set(answers.map((answer) => answer.component_code)),
      hasOpen: open !== undefined,
      last: last?.id,
    }
  },
  title: (_data, t) => t('staff.competence.start.title'),
  forms: {
    finish: defineForm({
      action: finish,
      input: () => ({}),
      then: (result) => ({ to: `/tu-danh-gia/ket-qua?lan=${result.id}`, say: 'staff.competence.step.saved' }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    if (!data)
      return (
        <>
          <PageHeader title={t('staff.competence.start.title')} />
          <Empty title={t('staff.competence.start.no_person')}>
            {t('staff.competence.start.no_person_hint')}
          </Empty>
        </>
      )
    const count = data.framework.domains.reduce((sum, domain) => sum + domain.components.length, 0)
    return (
      <>
        <PageHeader
          title={t('staff.competence.start.title')}
          lead={t('staff.competence.start.lead', { count, domains: data.framework.domains.length })}
        />
        <Alert kind="info" title={t('staff.competence.start.private')}>
          {t('staff.competence.start.private_text')}
        </Alert>
        <Parts data={data} context={context} />
        <Facts
          items={[
            {
              label: t('staff.competence.start.source'),
              value: named(t, { name: data.framework.title, name_en: data.framework.title_en }),
              note: t.date(data.framework.from_date),
            },
            {
              label: t('staff.competence.start.scope'),
              value: t.lang === 'vi' ? data.framework.scope_vi : data.framework.scope_en,
              wide: true,
            },
          ]}
        />
      </>
    )
  },
})

function Parts({
  data: { framework, answered, hasOpen, last },
  context: { t, form },
}: {
  data: Data
  context: ViewContext
}) {
  const isDone = (domain: Framework['domains'][number]) =>
    domain.components.every((component) => answered.has(component.code))
  const next = framework.domains.find((domain) => !isDone(domain))
  return (
    <Section title={t('staff.competence.start.steps')}>
      <Steps
        label={t('staff.competence.start.steps')}
        items={framework.domains.map((domain) => ({
          label: named(t, domain),
          state: isDone(domain) ? 'done' : domain === next ? 'current' : 'todo',
          stateText: t(isDone(domain) ? 'staff.competence.start.done' : 'staff.competence.start.todo'),
          href: `/tu-danh-gia/phan/${domain.code}`,
        }))}
      />
      <div class="my-6 flex flex-wrap gap-3">
        {next && (
          <LinkButton href={`/tu-danh-gia/phan/${next.code}`}>
            {t(hasOpen ? 'staff.competence.start.go_on' : 'staff.competence.start.begin')}
          </LinkButton>
        )}
        {!next && (
          <Form bare hidden={form.hidden('finish')}>
            <p class="mb-2">{t('staff.competence.start.ready')}</p>
            <Button>{t('staff.competence.start.finish')}</Button>
          </Form>
        )}
        {last && (
          <LinkButton kind="secondary" href={`/tu-danh-gia/ket-qua?lan=${last}`}>
            {t('staff.competence.start.last')}
          </LinkButton>
        )}
      </div>
    </Section>
  )
}
