import type { ViewContext } from '#platform/pages/page.ts'
import { Badge, Table, type BadgeKind, type Children } from '#ui/index.ts'
import { waitsFor, type ResultRequest } from '../request.ts'

const kinds: Record<ResultRequest['state'], BadgeKind> = {
  open: 'warning',
  accepted: 'success',
  refused: 'neutral',
  withdrawn: 'neutral',
}

export function RequestState({ one, t }: { one: ResultRequest; t: ViewContext['t'] }) {
  const wait = waitsFor(one)
  return (
    <Badge kind={kinds[one.state]}>
      {t.dynamic(wait ? `students.marks.wait.${wait}` : `students.marks.request_state.${one.state}`)}
    </Badge>
  )
}

/** Requests as a table; each opens. */
export function RequestList({
  requests,
  context: { t },
  empty,
}: {
  requests: readonly ResultRequest[]
  context: ViewContext
  empty?: Children
}) {
  return (
    <Table
      caption={t('students.marks.request.title')}
      rows={requests}
      rowKey={(one) => one.id}
      rowHref={(one) => `/de-nghi-diem/${one.id}`}
      columns={[
        {
          key: 'what',
          label: t('students.marks.field.request'),
          render: (one) =>
            `${t.dynamic(`students.marks.request_kind.${one.kind}`)}: ${one.unit_code} ${one.unit_name}`,
        },
        {
          key: 'who',
          label: t('students.marks.field.learner'),
          render: (one) => `${one.full_name} (${one.learner_code})`,
        },
        { key: 'asked', label: t('students.marks.field.asked'), render: (one) => t.dateTime(one.asked_at) },
        {
          key: 'state',
          label: t('students.marks.field.state'),
          render: (one) => <RequestState one={one} t={t} />,
        },
      ]}
      empty={empty}
    />
  )
}
