import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Badge, Button, Disclosure, Form, Section, TextArea } from '#ui/index.ts'
import { anomalySentence } from '../anomaly-words.ts'
import type { Anomaly } from '../anomaly.ts'
import type { SheetData } from './sheet.tsx'

type Props = { data: SheetData; context: ViewContext }

/** What to look at before the sheet is closed, and the act that closes it. */
export function Closing({ data, context }: Props) {
  const { anomalies, section } = data
  const { t } = context
  if (section.state === 'cancelled') return null
  const stops = anomalies.filter((one) => one.is_stop)
  return (
    <Section title={t('students.marks.closing.title')} id="chot">
      {section.state !== 'posted' && (
        <>
          {anomalies.length === 0 ? (
            <Alert kind="success" title={t('students.marks.closing.clear')} />
          ) : (
            <ul class="mb-6 grid gap-3">
              {anomalies.map((one) => (
                <Line key={`${one.kind}${one.column}`} one={one} data={data} context={context} />
              ))}
            </ul>
          )}
        </>
      )}
      <Acts data={data} context={context} isReady={stops.length === 0} />
    </Section>
  )
}

/** Mended where the sessions are. */
const aboutSessions: ReadonlySet<Anomaly['kind']> = new Set([
  'attendance',
  'sessions_left',
  'hours_short',
  'hours_fewer',
])

function Line({ one, data: { section, columns }, context: { t } }: Props & { one: Anomaly }) {
  const isAttendance = aboutSessions.has(one.kind)
  const href = isAttendance
    ? `/lop-hoc-phan/${section.id}?xem=lich`
    : one.learners[0]
      ? `#hs-${one.learners[0].id}`
      : undefined
  return (
    <li class="flex flex-wrap items-start gap-2">
      <Badge kind={one.is_stop ? 'error' : 'warning'}>
        {t(one.is_stop ? 'students.marks.anomaly.stop' : 'students.marks.anomaly.look')}
      </Badge>
      <span class="min-w-0 flex-1 basis-60">
        {anomalySentence(t, one, columns)}{' '}
        {href && (
          <a href={href}>
            {t(isAttendance ? 'students.marks.anomaly.sessions' : 'students.marks.anomaly.go')}
          </a>
        )}
      </span>
    </li>
  )
}

function Acts({
  data: { section, teaches, isOffice },
  context: { t, form },
  isReady,
}: Props & { isReady: boolean }) {
  const seen = { version: section.version }
  return (
    <div class="grid gap-4">
      {section.state === 'open' && teaches && isReady && (
        <Form hidden={form.hidden('submit', seen)}>
          <p class="mb-3 max-w-prose text-muted">{t('students.marks.closing.submit_hint')}</p>
          <Button icon="check">{t('students.marks.closing.submit')}</Button>
        </Form>
      )}
      {section.state === 'open' && !isReady && (
        <p class="max-w-prose text-muted">{t('students.marks.closing.not_ready')}</p>
      )}
      {section.state === 'submitted' && isOffice && (
        <>
          {isReady && (
            <Form hidden={form.hidden('post', seen)}>
              <p class="mb-3 max-w-prose text-muted">{t('students.marks.closing.post_hint')}</p>
              <Button icon="check">{t('students.marks.closing.post')}</Button>
            </Form>
          )}
          <Disclosure label={t('students.marks.closing.return')} open={form.sent === 'return'}>
            <Form hidden={form.hidden('return', seen)}>
              <TextArea
                {...form.field('reason')}
                label={t('students.marks.closing.reason')}
                rows={2}
                maxlength={500}
              />
              <Button kind="secondary">{t('students.marks.closing.return')}</Button>
            </Form>
          </Disclosure>
        </>
      )}
      {section.state === 'submitted' && !isOffice && (
        <p class="text-muted">{t('students.marks.closing.waiting')}</p>
      )}
      {section.state === 'posted' && (
        <p>{t('students.marks.closing.posted_at', { at: t.dateTime(section.posted_at) })}</p>
      )}
      {section.state === 'posted' && isOffice && (
        <Form hidden={form.hidden('sitting', seen)}>
          <p class="mb-3 max-w-prose text-muted">{t('students.marks.closing.sitting_hint')}</p>
          <Button kind="secondary">{t('students.marks.closing.sitting')}</Button>
        </Form>
      )}
    </div>
  )
}
