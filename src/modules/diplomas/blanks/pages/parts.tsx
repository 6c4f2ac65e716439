import { fieldProps } from '#modules/people/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Badge, DateField, Facts, Select, TextField, type BadgeKind } from '#ui/index.ts'
import { kindOptions, kindText } from '../../registers/pages/schools.tsx'
import { dayText } from '../../registers/typed.ts'
import { standingOf, type Movement } from '../stock.ts'

export const stockPath = (institution: string) => `/phoi/truong/${institution}`
export const movementPath = (id: string) => `/phoi/phieu/${id}`

const standingKinds: Record<ReturnType<typeof standingOf>, BadgeKind> = {
  done: 'success',
  moving: 'warning',
  undone: 'neutral',
}

export function StandingBadge({ movement, t }: { movement: Movement; t: Translate }) {
  const standing = standingOf(movement)
  return <Badge kind={standingKinds[standing]}>{t.dynamic(`diplomas.blanks.standing.${standing}`)}</Badge>
}

export const actText = (movement: Movement, t: Translate): string =>
  t.dynamic(`diplomas.blanks.act.${movement.act}`)

export const serialsText = (
  { first_serial, last_serial, count }: Pick<Movement, 'first_serial' | 'last_serial' | 'count'>,
  t: Translate,
): string =>
  count === 1 ? first_serial : t('diplomas.blanks.range', { first: first_serial, last: last_serial })

type Props = { context: ViewContext; kind?: string | undefined }

export function KindField({ context, kind }: Props) {
  const { t } = context
  return (
    <Select
      {...fieldProps(context, 'kind', kind)}
      label={t('diplomas.blanks.kind')}
      placeholder={t('diplomas.registers.choose')}
      options={kindOptions(t)}
      required
    />
  )
}

/** First and last serial; one blank alone needs the first only. */
export function RangeFields({ context }: Props) {
  const { t } = context
  return (
    <>
      <TextField
        {...fieldProps(context, 'first_serial')}
        label={t('diplomas.blanks.first')}
        hint={t('diplomas.blanks.first_hint')}
        width="half"
        maxlength={60}
        required
      />
      <TextField
        {...fieldProps(context, 'last_serial')}
        label={t('diplomas.blanks.last')}
        hint={t('diplomas.blanks.last_hint')}
        width="half"
        maxlength={60}
        optional={t('people.form.optional')}
      />
    </>
  )
}

/** Day of the act and number of its paper. */
export function PaperFields({
  context,
  isNeeded = true,
  stored,
}: Props & { isNeeded?: boolean; stored?: string | null }) {
  const { t, today } = context
  return (
    <>
      <DateField
        {...fieldProps(context, 'on_date', dayText(today))}
        label={t('diplomas.blanks.on_date')}
        hint={t('diplomas.issuing.hint.day')}
        required
      />
      <TextField
        {...fieldProps(context, 'paper_no', stored)}
        label={t('diplomas.blanks.paper_no')}
        hint={t('diplomas.blanks.paper_hint')}
        width="half"
        maxlength={100}
        {...(isNeeded ? { required: true } : { optional: t('people.form.optional') })}
      />
    </>
  )
}

/** Which side of a move the institution of the movement is. */
const ownSide: Partial<Record<Movement['act'], 'diplomas.blanks.from' | 'diplomas.blanks.to'>> = {
  move_out: 'diplomas.blanks.from',
  move_in: 'diplomas.blanks.to',
}

/** What a movement says; `names` holds the schools' names. */
export function MovementFacts({
  movement,
  names,
  t,
}: {
  movement: Movement
  names: ReadonlyMap<string, string>
  t: Translate
}) {
  const name = (id: string | null) => (id ? (names.get(id) ?? '–') : '–')
  const optional = [
    ...(movement.other_id
      ? [
          {
            label: t(movement.act === 'move_in' ? 'diplomas.blanks.from' : 'diplomas.blanks.to'),
            value: name(movement.other_id),
          },
        ]
      : []),
    ...(movement.reason
      ? [
          {
            label: t(movement.act === 'destroy' ? 'diplomas.blanks.destroy.how' : 'diplomas.blanks.reason'),
            value: movement.reason,
            wide: true,
          },
        ]
      : []),
    ...(movement.undone_reason
      ? [
          {
            label: t('diplomas.blanks.undone_because', { day: t.date(movement.undone_on) }),
            value: movement.undone_reason,
            wide: true,
          },
        ]
      : []),
  ]
  return (
    <Facts
      items={[
        {
          label: t(ownSide[movement.act] ?? 'diplomas.blanks.institution'),
          value: name(movement.institution_id),
        },
        { label: t('diplomas.blanks.kind'), value: kindText(movement.kind_code, t) },
        { label: t('diplomas.blanks.count'), value: t.number(movement.count) },
        { label: t('diplomas.blanks.serials'), value: serialsText(movement, t) },
        { label: t('diplomas.blanks.on_date'), value: t.date(movement.on_date) },
        { label: t('diplomas.blanks.paper_no'), value: movement.paper_no ?? '–' },
        ...optional,
        {
          label: t('diplomas.blanks.written_by'),
          value: t('diplomas.blanks.written', { name: movement.by_name, at: t.dateTime(movement.at) }),
        },
      ]}
    />
  )
}
