import { addDays } from '#platform/clock.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { Icon, LinkButton } from '#ui/index.ts'
import { mondayOf } from '../time.ts'

/** To the week before, this one and the next; `href` makes the address of the week of a Monday. */
export function WeekLinks(props: {
  monday: string
  today: string
  href: (monday: string) => string
  small?: boolean
  t: Translate
}) {
  const { monday, today, href, small, t } = props
  return (
    <>
      <LinkButton kind="ghost" small={small} icon="chevronLeft" href={href(addDays(monday, -7))}>
        {t('students.teaching.timetable.previous')}
      </LinkButton>
      <LinkButton kind="ghost" small={small} href={href(mondayOf(today))}>
        {t('students.teaching.timetable.this_week')}
      </LinkButton>
      <a class={`btn btn-ghost${small ? ' btn-sm' : ''}`} href={href(addDays(monday, 7))}>
        {t('students.teaching.timetable.next')}
        <Icon name="chevronRight" />
      </a>
    </>
  )
}
