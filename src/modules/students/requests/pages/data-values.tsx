import { sexes } from '#modules/people/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { Facts, Section, Table } from '#ui/index.ts'
import { dataFields, type DataField, type DataRequest } from '../data-request.ts'

/** How a fact reads. */
function said(field: DataField, value: string, t: Translate): string {
  if (value === '') return t('people.value.unknown')
  const isSex = field === 'sex' && (sexes as readonly string[]).includes(value)
  return isSex ? t.dynamic(`people.sex.${value}`) : value
}

/** Stars and the end, as numbers on record are shown. */
const masked = (field: DataField, value: string): string =>
  field === 'citizen_number' ? value.slice(-3).padStart(value.length, '*') : value

/**
 * What was asked, each fact old beside new, the papers and the answer.
 * @param now the facts as they are today, for one that waits: somebody may have changed them since
 * @param papers address of the papers, without their number
 */
export function DataValues({
  request,
  now,
  papers,
  isMasked,
  t,
}: {
  request: DataRequest
  now: Record<DataField, string> | undefined
  papers: string
  /** To others than the learner, a citizen number shows by its end. */
  isMasked?: boolean
  t: Translate
}) {
  const { proposal, files } = request
  const rows = dataFields.flatMap((field) => {
    const value = proposal.values[field]
    return value ? [{ field, ...value, old: now?.[field] ?? value.old }] : []
  })
  return (
    <>
      <Section title={t('students.request.values')}>
        <Table
          caption={t('students.request.values')}
          rows={rows}
          rowKey={(row) => row.field}
          columns={[
            {
              key: 'field',
              label: t('students.request.fact'),
              render: (row) => t.dynamic(`students.request.field.${row.field}`),
            },
            { key: 'old', label: t('students.request.old'), render: (row) => said(row.field, row.old, t) },
            {
              key: 'new',
              label: t('students.request.new'),
              render: (row) => (
                <strong>{said(row.field, isMasked ? masked(row.field, row.new) : row.new, t)}</strong>
              ),
            },
          ]}
        />
      </Section>
      <div class="mt-6">
        <Facts
          items={[
            { label: t('students.request.asked'), value: t.dateTime(request.asked_at) },
            { label: t('students.request.reason'), value: proposal.reason ?? '–' },
            {
              label: t('students.request.papers'),
              value:
                files.length === 0
                  ? t('students.request.no_papers')
                  : files.map((file, at) => (
                      <span key={file.hash} class="mr-4">
                        <a href={`${papers}/${at}`}>{file.name}</a>
                      </span>
                    )),
              wide: true,
            },
            ...(request.decided_at
              ? [
                  {
                    label: t('students.request.decided'),
                    value: `${t.dateTime(request.decided_at)} · ${request.decided_by_name ?? ''}`,
                  },
                ]
              : []),
            ...(request.answer
              ? [{ label: t('students.request.answer'), value: request.answer, wide: true }]
              : []),
          ]}
        />
      </div>
    </>
  )
}
