import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Disclosure,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Section,
  TextArea,
} from '#ui/index.ts'
import { acceptBlanks, recallBlanks, refuseBlanks } from '../actions/answer-move.ts'
import { toRanges } from '../range.ts'
import { standingOf, type Movement } from '../stock.ts'
import { listSerialsOf } from '../store/blank.ts'
import { getMovement } from '../store/movement.ts'
import {
  actText,
  movementPath,
  MovementFacts,
  PaperFields,
  serialsText,
  StandingBadge,
  stockPath,
} from './parts.tsx'

const load = async (db: LoadContext['db'], id: string, today: string) => {
  const movement = await getMovement(db, id)
  const ids = [movement.institution_id, ...(movement.other_id ? [movement.other_id] : [])]
  const serials = await listSerialsOf(db, id, movement.act)
  return { movement, names: await institutionNames(db, ids, today), ranges: toRanges(serials) }
}

/** One movement with its paper; a move the other school has not answered can be taken back. */
export const movementPage = definePage({
  path: '/phoi/phieu/:id',
  permission: 'diplomas.read',
  params: z.object({ id: z.uuid() }),
  load: ({ db, params, today }) => load(db, params.id, today),
  about: ({ movement }) => ({ institution: movement.institution_id }),
  title: ({ movement }, t) => actText(movement, t),
  forms: {
    recall: defineForm({
      action: recallBlanks,
      then: ({ id, count }) => ({
        to: movementPath(id),
        say: 'diplomas.blanks.recall.done',
        params: { count },
      }),
    }),
  },
  view: ({ movement, names, ranges }, context) => {
    const { t, may } = context
    const isOpen = standingOf(movement) === 'moving'
    return (
      <>
        <PageHeader
          title={actText(movement, t)}
          state={<StandingBadge movement={movement} t={t} />}
          breadcrumb={[
            { href: '/phoi', label: t('diplomas.blanks.title') },
            { href: stockPath(movement.institution_id), label: names.get(movement.institution_id) ?? '–' },
          ]}
          breadcrumbLabel={t('diplomas.registers.crumbs')}
          actions={
            <LinkButton kind="secondary" icon="print" href={`${movementPath(movement.id)}/bien-ban.pdf`}>
              {t.dynamic(`diplomas.blanks.minutes.${movement.act}`)}
            </LinkButton>
          }
        />
        <MovementFacts movement={movement} names={names} t={t} />
        {ranges.length > 1 && (
          <Section title={t('diplomas.blanks.each_range')}>
            <ul class="bullets">
              {ranges.map((range) => (
                <li key={range.first}>
                  {t('diplomas.blanks.range_count', { range: rangeText(range, context), count: range.count })}
                </li>
              ))}
            </ul>
          </Section>
        )}
        {isOpen && may('diplomas.register', { institution: movement.institution_id }) && (
          <Undo form="recall" movement={movement} context={context} />
        )}
      </>
    )
  },
})

const rangeText = (range: { first: string; last: string; count: number }, { t }: ViewContext) =>
  serialsText({ first_serial: range.first, last_serial: range.last, count: range.count }, t)

/** A move as the receiving school sees it: take the blanks in, or give them back with a reason. */
export const arrivalPage = definePage({
  path: '/phoi/truong/:school/nhan/:id',
  permission: 'diplomas.read',
  params: z.object({ school: z.uuid(), id: z.uuid() }),
  async load({ db, params, today }) {
    const found = await load(db, params.id, today)
    if (found.movement.act !== 'move_out' || found.movement.other_id !== params.school) throw notFound()
    return found
  },
  about: ({ movement }) => ({ institution: movement.other_id ?? undefined }),
  title: (_data, t) => t('diplomas.blanks.accept.title'),
  forms: {
    accept: defineForm({
      action: acceptBlanks,
      then: ({ id, count }) => ({
        to: movementPath(id),
        say: 'diplomas.blanks.accept.done',
        params: { count },
      }),
    }),
    refuse: defineForm({
      action: refuseBlanks,
      then: ({ institution, count }) => ({
        to: stockPath(institution),
        say: 'diplomas.blanks.refuse.done',
        params: { count },
      }),
    }),
  },
  view: ({ movement, names }, context) => {
    const { t, may } = context
    const school = movement.other_id!
    const isOpen = standingOf(movement) === 'moving' && may('diplomas.register', { institution: school })
    return (
      <>
        <PageHeader
          title={t('diplomas.blanks.accept.title')}
          lead={t('diplomas.blanks.accept.lead')}
          state={<StandingBadge movement={movement} t={t} />}
          breadcrumb={[
            { href: '/phoi', label: t('diplomas.blanks.title') },
            { href: stockPath(school), label: names.get(school) ?? '–' },
          ]}
          breadcrumbLabel={t('diplomas.registers.crumbs')}
        />
        <MovementFacts movement={movement} names={names} t={t} />
        {isOpen && <Answer movement={movement} context={context} />}
      </>
    )
  },
})

type AnswerProps = { movement: Movement; context: ViewContext }

/** Taking the blanks in, or giving them back. */
function Answer({ movement, context }: AnswerProps) {
  const { t, form } = context
  return (
    <>
      <Section title={t('diplomas.blanks.accept.open')}>
        <Form
          hidden={{ ...form.hidden('accept'), movement: movement.id }}
          label={t('diplomas.blanks.accept.open')}
        >
          <PaperFields context={context} isNeeded={false} stored={movement.paper_no} />
          <FormActions>
            <Button>{t('diplomas.blanks.accept.act', { count: movement.count })}</Button>
          </FormActions>
        </Form>
      </Section>
      <Undo form="refuse" movement={movement} context={context} />
    </>
  )
}

type UndoProps = AnswerProps & { form: 'recall' | 'refuse' }

function Undo({ form: name, movement, context: { t, form } }: UndoProps) {
  const label = t.dynamic(`diplomas.blanks.${name}.title`)
  return (
    <div class="mt-8">
      <Disclosure label={label} open={form.sent === name}>
        <Form hidden={{ ...form.hidden(name), movement: movement.id }} label={label}>
          <TextArea
            {...(form.sent === name ? form.field('reason') : { name: 'reason' })}
            idPrefix="tra"
            label={t('diplomas.blanks.reason')}
            rows={2}
            maxlength={500}
            required
          />
          <FormActions>
            <Button kind="danger">{t.dynamic(`diplomas.blanks.${name}.act`)}</Button>
          </FormActions>
        </Form>
      </Disclosure>
    </div>
  )
}
