import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Checkbox } from '#ui/index.ts'
import type { Room } from '../../store/room.ts'
import type { Period } from '../../time.ts'

/** How times may be written, with the school's own periods when it has said them. */
export function PeriodsHint(props: { periods: readonly Period[]; institution: string; t: Translate }) {
  const { periods, institution, t } = props
  const first = periods[0]
  const last = periods.at(-1)
  if (!first || !last)
    return (
      <>
        {t('students.teaching.session.span_times')}{' '}
        <a href={`/thoi-khoa-bieu/tiet-hoc?co-so=${institution}`}>{t('students.teaching.periods.declare')}</a>
      </>
    )
  return (
    <>
      {t('students.teaching.session.span_periods', {
        first: first.number,
        from: first.from_time,
        last: last.number,
        to: last.to_time,
      })}
    </>
  )
}

/** Rooms to choose from. */
export const roomOptions = (rooms: readonly Pick<Room, 'id' | 'code' | 'name'>[]) =>
  rooms.map(({ id, code, name }) => ({ value: id, label: name ? `${code} · ${name}` : code }))

/** Shown once the server has warned: one tick says that it is meant. */
export function WarningsBox({ context: { form, t } }: { context: ViewContext }) {
  const wasTicked = form.values.accept_warnings === 'true'
  if (!form.errors.accept_warnings && !wasTicked) return null
  return (
    <Checkbox
      name="accept_warnings"
      checked={wasTicked}
      label={t('students.teaching.warning.accept')}
      error={form.errors.accept_warnings}
    />
  )
}
