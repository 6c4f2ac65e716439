import { z } from 'zod'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Empty, Form, FormActions, LinkButton, PageHeader, Select } from '#ui/index.ts'
import { openTerm } from '../../actions/open-term.ts'
import {
  findClassChoice,
  listClassChoices,
  listTeacherChoices,
  listTerms,
  termOn,
} from '../../store/choices.ts'
import { listProposals, termNumber } from '../../store/proposals.ts'
import { listClassMembers } from '../../store/roster.ts'
import { getPolicy } from '../../../store/policy.ts'
import { backInPlace, choosePlace, inPlace, PlaceField, placeName } from '../place.tsx'
import { CheckTerm, UnitsTable } from './open-term-parts.tsx'

const Query = z.looseObject({
  'co-so': z.string().max(100).optional(),
  lop: z.uuid().optional().catch(undefined),
  'hoc-ky': z.uuid().optional().catch(undefined),
  'ky-thu': z.coerce.number().int().min(1).max(20).optional().catch(undefined),
  buoc: z.literal('xem').optional().catch(undefined),
})
type Query = z.output<typeof Query>

/** What was chosen for a unit, as it stands in the address: `mon.<id>=1`, `gv.<id>=<person>`, `nang.<id>=1`. */
export type UnitChoice = { take: boolean; teacher: string | undefined; hazardous: boolean }

function choiceOf(query: Query, unit: string): UnitChoice {
  const teacher = query[`gv.${unit}`]
  return {
    take: query[`mon.${unit}`] === '1',
    teacher: typeof teacher === 'string' && z.uuid().safeParse(teacher).success ? teacher : undefined,
    hazardous: query[`nang.${unit}`] === '1',
  }
}

/** Opens a term for a class: choose, look over, make everything in one act. All steps but the last are addresses. */
export const termOpen = definePage({
  path: '/lop-hoc-phan/mo-hoc-ky',
  permission: 'students.edit',
  query: Query,
  load: loadTerm,
  about: ({ place }) => ({ institution: place.here.id }),
  title: (_data, t) => t('students.teaching.term.open'),
  forms: {
    open: defineForm({
      action: openTerm,
      then: (result, context) => ({
        to: backInPlace(context, '/lop-hoc-phan', { lop: result.group, 'hoc-ky': result.term }),
        say: 'students.teaching.term.opened',
        params: { sections: result.sections, learners: result.learners },
      }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    const { place } = data
    return (
      <>
        <PageHeader
          title={t('students.teaching.term.open')}
          lead={[placeName(place), t('students.teaching.term.lead')].filter(Boolean).join(' · ')}
          breadcrumb={[
            { href: inPlace(place, '/lop-hoc-phan'), label: t('students.teaching.sections.title') },
          ]}
          breadcrumbLabel={t('students.teaching.sections.title')}
        />
        {data.isChecking ? (
          <CheckTerm data={data} context={context} />
        ) : (
          <>
            <ChooseClass data={data} context={context} />
            {data.group && data.term && <UnitsTable data={data} context={context} />}
          </>
        )}
      </>
    )
  },
})

export type TermData = Awaited<ReturnType<typeof loadTerm>>

async function loadTerm({ db, actor, query, today }: LoadContext<Record<string, string>, Query>) {
  const place = await choosePlace(db, actor, today, query['co-so'])
  const terms = await listTerms(db, place.here.id)
  const term = terms.find((one) => one.id === query['hoc-ky']) ?? termOn(terms, today)
  const classes = term ? await listClassChoices(db, place.here.id, term) : []
  const found = query.lop ? await findClassChoice(db, query.lop) : undefined
  const group = found?.institution_id === place.here.id ? found : undefined
  const number = query['ky-thu'] ?? (group && term ? await termNumber(db, group, term) : undefined)
  const proposals = group && term ? await listProposals(db, group, term, number) : []
  const lines = proposals.map((one) => ({ ...one, choice: choiceOf(query, one.unit.id) }))
  return {
    place,
    terms,
    term,
    classes,
    group,
    number,
    lines,
    query,
    isChecking: query.buoc === 'xem' && lines.some((line) => line.choice.take && !line.opened),
    hasChosenNothing: query.buoc === 'xem' && !lines.some((line) => line.choice.take && !line.opened),
    teachers: group ? await listTeacherChoices(db, place.here.id, today) : [],
    learners: group ? (await listClassMembers(db, group.id)).length : 0,
    policy: group ? (await getPolicy(db, group.grading_policy_id)).policy : undefined,
  }
}

function ChooseClass({ data, context }: { data: TermData; context: ViewContext }) {
  const { t } = context
  const { terms, term, classes, group, place } = data
  if (!term)
    return <Empty title={t('students.teaching.no_term')}>{t('students.teaching.no_term_hint')}</Empty>
  if (classes.length === 0)
    return (
      <Empty
        title={t('students.teaching.no_class')}
        action={{ href: '/lop', label: t('students.teaching.no_class_act') }}
      >
        {t('students.teaching.no_class_hint')}
      </Empty>
    )
  return (
    <>
      {data.hasChosenNothing && <Alert kind="error" title={t('students.teaching.error.nothing_chosen')} />}
      <Form method="get" label={t('students.teaching.term.choose')}>
        <PlaceField place={place} context={context} />
        <Select
          name="hoc-ky"
          label={t('students.teaching.field.term')}
          value={term.id}
          width="half"
          options={terms.map((one) => ({ value: one.id, label: one.name }))}
        />
        <Select
          name="lop"
          label={t('students.teaching.field.class')}
          value={group?.id}
          width="half"
          placeholder={t('students.teaching.choose')}
          options={classes.map((one) => ({ value: one.id, label: `${one.code} · ${one.cohort_name}` }))}
        />
        <FormActions>
          <Button kind="secondary">{t('students.teaching.term.propose')}</Button>
          <LinkButton kind="ghost" href={inPlace(place, '/lop-hoc-phan')}>
            {t('students.teaching.back')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  )
}
