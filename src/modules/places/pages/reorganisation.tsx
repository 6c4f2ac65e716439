import { z } from 'zod'
import type { Translate } from '#platform/i18n/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Badge,
  Button,
  ConfirmPanel,
  Facts,
  Form,
  PageHeader,
  Section,
  Stat,
  Stats,
} from '#ui/index.ts'
import { discardReorganisation } from '../actions/discard-reorganisation.ts'
import { fingerprintOf, previewReorganisation, reorganise } from '../actions/reorganise.ts'
import { undoReorganisation } from '../actions/undo-reorganisation.ts'
import { hasErrors, type Plan } from '../reorganisation.ts'
import {
  countUses,
  findBuiltOn,
  getReorganisation,
  listChangedUnits,
  type Reorganisation,
} from '../store/reorganisations.ts'
import { listAllUnits } from '../store/units.ts'
import { planReorganisation } from '../reorganisation.ts'
import { ChangeTable, ProblemTable } from './reorganisation-tables.tsx'
import { stateBadge } from './reorganisations.tsx'

type Data = {
  record: Reorganisation
  plan: Plan
  /** Records of other modules that name a unit which ends. */
  uses: number
  built: { later: number; uses: number }
}

/** One reorganisation: the preview of a draft, or what was done, and the way back. */
export const reorganisationDetail = definePage({
  path: '/dia-ban/sap-xep/:id',
  permission: 'places.reorganise',
  params: z.object({ id: z.uuid() }),
  async load({ db, params }): Promise<Data> {
    const record = await getReorganisation(db, params.id)
    if (record.state === 'draft') {
      const plan = await previewReorganisation(db, record)
      return {
        record,
        plan,
        uses: await countUses(
          db,
          plan.ending.map((unit) => unit.id),
        ),
        built: { later: 0, uses: 0 },
      }
    }
    const { ended } = await listChangedUnits(db, record.id)
    const plan =
      record.state === 'done'
        ? await asItWas(db, record)
        : { ...emptyPlan, effective_on: record.effective_on }
    return {
      record,
      plan,
      uses: await countUses(
        db,
        ended.map((unit) => unit.id),
      ),
      built: await findBuiltOn(db, record.id),
    }
  },
  title: ({ record }) => record.title,
  forms: {
    confirm: defineForm({
      action: reorganise,
      then: ({ id, ended, begun }) => ({
        to: `/dia-ban/sap-xep/${id}`,
        say: 'places.reorganise.done',
        params: { ended, begun },
      }),
    }),
    discard: defineForm({
      action: discardReorganisation,
      then: () => ({ to: '/dia-ban/sap-xep', say: 'places.reorganise.discarded' }),
    }),
    undo: defineForm({
      action: undoReorganisation,
      then: ({ id }) => ({ to: `/dia-ban/sap-xep/${id}`, say: 'places.reorganise.taken_back' }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    const { record, plan } = data
    return (
      <>
        <PageHeader
          title={record.title}
          state={
            <Badge kind={stateBadge[record.state]}>{t(`places.reorganise.state.${record.state}`)}</Badge>
          }
          lead={
            plan.effective_on ? t('places.reorganise.begins', { day: t.date(plan.effective_on) }) : undefined
          }
          breadcrumb={[
            { href: '/dia-ban', label: t('places.nav') },
            { href: '/dia-ban/sap-xep', label: t('places.reorganise.title') },
          ]}
          breadcrumbLabel={t('places.detail.way')}
        />
        {record.state !== 'undone' && <Counts data={data} t={t} />}
        <ProblemTable plan={plan} record={record} t={t} />
        <NextAct data={data} context={context} />
        <ChangeTable plan={plan} t={t} />
        <Section title={t('places.reorganise.history')}>
          <Facts items={historyOf(record, t)} />
        </Section>
      </>
    )
  },
})

const emptyPlan: Plan = { effective_on: null, ending: [], beginning: [], links: [], problems: [] }

/** What was done, worked out again from the rows against the tree without it. */
async function asItWas(db: Parameters<typeof listAllUnits>[0], record: Reorganisation): Promise<Plan> {
  const { ended, begun } = await listChangedUnits(db, record.id)
  const [isEnded, isBegun] = [new Set(ended.map((unit) => unit.id)), new Set(begun.map((unit) => unit.id))]
  const units = (await listAllUnits(db)).filter(
    (unit) =>
      !isBegun.has(unit.id) && (record.effective_on === null || unit.from_date <= record.effective_on),
  )
  const before = units.map((unit) => (isEnded.has(unit.id) ? { ...unit, to_date: null } : unit))
  return { ...planReorganisation(record.rows, before), problems: [] }
}

function Counts({ data: { plan, uses }, t }: { data: Data; t: Translate }) {
  const count = (kind: string) => plan.links.filter((link) => link.kind === kind).length
  return (
    <>
      <Stats>
        <Stat figure={t.number(plan.ending.length)} label={t('places.reorganise.ending')} />
        <Stat figure={t.number(plan.beginning.length)} label={t('places.reorganise.beginning')} />
        <Stat
          figure={t.number(uses)}
          label={t('places.reorganise.uses')}
          note={t('places.reorganise.uses_note')}
        />
      </Stats>
      <p class="mt-3 mb-6 text-muted">
        {t('places.reorganise.kinds', {
          merge: count('merge'),
          split: count('split'),
          rename: count('rename'),
          same: count('continue'),
        })}
      </p>
    </>
  )
}

function NextAct({
  data: { record, plan, built },
  context: { t, form },
}: {
  data: Data
  context: ViewContext
}) {
  if (record.state === 'draft') {
    return (
      <>
        {hasErrors(plan) ? (
          <Alert kind="error" title={t('places.reorganise.has_errors')}>
            {t('places.reorganise.fix')}
          </Alert>
        ) : (
          <ConfirmPanel
            title={t('places.reorganise.question')}
            consequences={[
              t('places.reorganise.will_end', { count: plan.ending.length, day: t.date(plan.effective_on) }),
              t('places.reorganise.will_begin', {
                count: plan.beginning.length,
                day: t.date(plan.effective_on),
              }),
              t('places.reorganise.will_keep'),
            ]}
            hidden={{ ...form.hidden('confirm'), seen: fingerprintOf(plan) }}
            confirmLabel={t('places.reorganise.confirm')}
            cancelHref="/dia-ban/sap-xep"
            cancelLabel={t('places.reorganise.later')}
          />
        )}
        <Form bare hidden={form.hidden('discard')} label={t('places.reorganise.discard')}>
          <Button kind="ghost" icon="trash">
            {t('places.reorganise.discard')}
          </Button>
        </Form>
      </>
    )
  }
  if (record.state === 'undone') return null
  if (built.later > 0)
    return <Alert kind="info" title={t('places.reorganise.built_on', { count: built.later })} />
  if (built.uses > 0)
    return <Alert kind="info" title={t('places.reorganise.in_use', { count: built.uses })} />
  return (
    <ConfirmPanel
      danger
      title={t('places.reorganise.undo_question')}
      consequences={[
        t('places.reorganise.undo_gone', { count: plan.beginning.length }),
        t('places.reorganise.undo_back', { count: plan.ending.length }),
      ]}
      hidden={form.hidden('undo')}
      confirmLabel={t('places.reorganise.undo')}
      cancelHref="/dia-ban/sap-xep"
      cancelLabel={t('places.reorganise.keep')}
    />
  )
}

function historyOf(record: Reorganisation, t: Translate) {
  const step = (label: string, at: Date | null, by: string | null) =>
    at ? [{ label, value: `${t.dateTime(at)}, ${by ?? ''}` }] : []
  return [
    { label: t('places.reorganise.file'), value: record.file_name },
    ...step(t('places.reorganise.sent'), record.created_at, record.created_by),
    ...step(t('places.reorganise.state.done'), record.done_at, record.done_by),
    ...step(t('places.reorganise.state.undone'), record.undone_at, record.undone_by),
  ]
}
