import { Timeline } from '#ui/index.ts'
import { listStatusEvents } from '../store/timeline.ts'
import { defineSection } from '../section-of-learner.ts'
import { statusText, statusTitle } from './entry.tsx'

/** Decisions about the learner: admission, class, reserve, return … */
export const decisionsSection = defineSection({
  title: 'students.own.decisions',
  for: ['self', 'guardian'],
  async load(db, { enrolments }) {
    const events = await listStatusEvents(
      db,
      enrolments.map((one) => one.id),
    )
    return events.length > 0 ? events : undefined
  },
  view: (events, t) => (
    <Timeline
      label={t('students.own.decisions')}
      items={events.map((event) => ({
        when: t.date(event.on_date),
        datetime: event.on_date,
        title: statusTitle(event, t),
        text: statusText(event, t),
      }))}
    />
  ),
})
