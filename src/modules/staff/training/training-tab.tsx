import type { Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Badge, Button, Card, Cards, Disclosure, Empty, Form, Section, Table } from '#ui/index.ts'
import { days, hours, ProofState } from './pages/parts.tsx'
import type { Evidence, TrainedStatus } from './rule.ts'
import { listOpenRuns, type Run } from './store/courses.ts'
import { registeredAmong } from './store/enrolments.ts'
import { listEvidence, statusOf, type PersonStatus } from './store/records.ts'

export type TrainingData = {
  personId: string
  /** The reader is this person, so that the buttons register them. */
  isOwn: boolean
  statuses: (PersonStatus & { fixes: (Run & { isRegistered: boolean })[] })[]
  evidence: Evidence[]
}

/** What the training tab shows of a person: standing for each target, what would mend it, and the evidence. */
export async function loadTraining(
  db: Db,
  actor: Actor,
  personId: string,
  today: string,
): Promise<TrainingData> {
  const statuses: TrainingData['statuses'] = []
  for (const one of await statusOf(db, personId, today)) {
    const fixes = await listFixes(db, personId, one.status, today)
    statuses.push({ ...one, fixes })
  }
  const isOwn = actor.kind === 'account' && actor.personId === personId
  return { personId, isOwn, statuses, evidence: await listEvidence(db, personId) }
}

/** The next classes that would mend a standing, and whether the person is registered for them already. */
export async function listFixes(
  db: Db,
  personId: string,
  status: TrainedStatus,
  today: string,
  limit = 3,
): Promise<(Run & { isRegistered: boolean })[]> {
  const fix = status.nextFix
  if (!fix) return []
  const runs = await listOpenRuns(db, today, { categories: fix.categories, minHours: fix.minHours }, limit)
  const registered = await registeredAmong(
    db,
    personId,
    runs.map((run) => run.id),
  )
  return runs.map((run) => ({ ...run, isRegistered: registered.has(run.id) }))
}

/** Whether a person counts as trained for each target, why, and the next classes that would mend it. Buttons post the form `register` of the page. */
export function TrainingTab({ data, context }: { data: TrainingData; context: ViewContext }) {
  const { t } = context
  return (
    <>
      <Section title={t('staff.training.status.title')}>
        {data.statuses.length === 0 && <Alert kind="info" title={t('staff.training.status.none')} />}
        <Cards>
          {data.statuses.map((one) => (
            <StatusCard key={one.target} one={one} isOwn={data.isOwn} context={context} />
          ))}
        </Cards>
      </Section>
      <Section title={t('staff.training.status.evidence')}>
        <Table
          caption={t('staff.training.status.evidence')}
          rows={data.evidence}
          rowKey={(one) => one.id}
          columns={[
            { key: 'course', label: t('staff.training.field.course') },
            {
              key: 'category',
              label: t('staff.training.field.category'),
              render: (one) => t.dynamic(`staff.training.category.${one.category}`),
            },
            { key: 'hours', label: t('staff.training.field.hours'), render: (one) => hours(one.hours, t) },
            {
              key: 'completed_on',
              label: t('staff.training.field.completed_on'),
              render: (one) => t.date(one.completed_on),
            },
            {
              key: 'valid_to',
              label: t('staff.training.field.valid_to'),
              render: (one) => (one.valid_to ? t.date(one.valid_to) : '–'),
            },
            {
              key: 'state',
              label: t('staff.training.field.state'),
              render: (one) => <ProofState state={one.state} t={t} />,
            },
          ]}
          empty={
            <Empty title={t('staff.training.status.no_evidence')}>
              {t('staff.training.status.no_evidence_hint')}
            </Empty>
          }
        />
      </Section>
    </>
  )
}

function StatusCard({
  one,
  isOwn,
  context,
}: {
  one: TrainingData['statuses'][number]
  isOwn: boolean
  context: ViewContext
}) {
  const { t } = context
  const { status, rule } = one
  return (
    <Card
      title={t.dynamic(`staff.training.status.${one.target}`)}
      level={3}
      state={
        <Badge kind={status.counts ? 'success' : 'warning'}>
          {t(status.counts ? 'staff.training.status.yes' : 'staff.training.status.no')}
        </Badge>
      }
    >
      <p>{t.dynamic(status.reason.key, status.reason.params)}</p>
      {status.nextFix && <Fixes runs={one.fixes} isOwn={isOwn} target={one.target} context={context} />}
      <Disclosure label={t('staff.training.status.rule')}>
        <p>{t.lang === 'vi' ? rule.reading_vi : rule.reading_en}</p>
        {rule.certainty === 'U' && <p class="text-muted">{t('staff.training.status.rule_unsure')}</p>}
      </Disclosure>
    </Card>
  )
}

function Fixes({
  runs,
  isOwn,
  target,
  context: { t, form },
}: {
  runs: TrainingData['statuses'][number]['fixes']
  isOwn: boolean
  target: string
  context: ViewContext
}) {
  if (runs.length === 0) return <p class="mt-2 text-muted">{t('staff.training.status.fix_none')}</p>
  return (
    <div class="mt-3">
      <p class="font-semibold">{t('staff.training.status.fix')}</p>
      <ul class="mt-1 grid gap-2">
        {runs.map((run) => (
          <li key={run.id}>
            <a href={`/boi-duong/lop/${run.id}`}>{run.course_name}</a>
            <p class="text-sm text-muted">
              {days(run, t)} · {hours(run.course_hours, t)} · {t.dynamic(`staff.training.mode.${run.mode}`)}
            </p>
            {run.isRegistered && (
              <Badge kind="success">
                {t(isOwn ? 'staff.training.run.registered' : 'staff.training.status.registered')}
              </Badge>
            )}
            {isOwn && !run.isRegistered && (
              <Form
                bare
                hidden={{ ...form.hidden('register'), run: run.id }}
                label={`${run.course_name} ${target}`}
              >
                <Button
                  small
                  label={t('staff.training.status.register_for', {
                    name: run.course_name,
                    day: t.date(run.from_date),
                  })}
                >
                  {t('staff.training.status.register')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
