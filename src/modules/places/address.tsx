import type { Translate } from '#platform/i18n/index.ts'
import type { PlacedUnit, ThenAndNow } from './store/follow.ts'
import { dayAfter, type NamedUnit } from './unit.ts'
import { periodOf, unitHref } from './words-of-units.ts'

/** A unit's name as a link to its page of that time; one that has ended says until when. */
export function UnitName(props: {
  unit: NamedUnit
  t: Translate
  on?: string | undefined
  dated?: boolean | undefined
}) {
  const { unit, t } = props
  const note = props.dated
    ? periodOf(unit, t)
    : unit.to_date
      ? t('places.until', { day: t.date(unit.to_date) })
      : undefined
  return (
    <>
      <a href={unitHref(unit, props.on)}>{unit.name}</a>
      {note && <span class="text-sm text-muted"> ({note})</span>}
    </>
  )
}

/** A unit with those above it on its day, in one line: "Phường Tây Lộc, Quận Phú Xuân, Thành phố Huế". */
export function placedName(unit: PlacedUnit): string {
  return [unit, ...unit.above].map((each) => each.name).join(', ')
}

/**
 * An address as it was written and as it is now: the street, the unit of that time, and, when it has ended, the unit
 * or units its territory lies in today. `street` is the text as it was entered and is never changed.
 */
export function AddressLines(props: { street?: string | null | undefined; place: ThenAndNow; t: Translate }) {
  const { street, place, t } = props
  const { then, now } = place
  const isSame = now.length === 1 && now[0]!.id === then.id
  const line = [street, placedName(then)].filter(Boolean).join(', ')
  if (isSame) return <span>{line}</span>
  return (
    <>
      <span>{line}</span>
      <span class="block text-sm text-muted">
        {now.length > 0 ? (
          <>
            {t(now.length === 1 ? 'places.address.now' : 'places.address.now_one_of', {
              day: t.date(then.to_date ? dayAfter(then.to_date) : place.today),
            })}{' '}
            <Names units={now} t={t} />
          </>
        ) : (
          t('places.address.ended', { day: t.date(then.to_date) })
        )}
      </span>
    </>
  )
}

function Names({ units, t }: { units: readonly PlacedUnit[]; t: Translate }) {
  return (
    <>
      {units.map((unit, at) => (
        <span key={unit.id}>
          {at > 0 && (at === units.length - 1 ? ` ${t('places.or')} ` : ', ')}
          <a href={unitHref(unit)}>{placedName(unit)}</a>
        </span>
      ))}
    </>
  )
}
