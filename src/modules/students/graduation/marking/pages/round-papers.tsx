import type { ViewContext } from '#platform/pages/page.ts'
import { Section, Table } from '#ui/index.ts'
import { say } from '../../../grading/explain.ts'
import { figureText } from '../../case-words.ts'
import { settle } from '../marking.ts'
import { roleText } from '../words.ts'
import type { RoundData } from './round.tsx'

/** Papers with how they come out; those set aside are not among them. */
export const settledLines = ({ papers, policy, query, markers }: RoundData) =>
  papers
    .filter((paper) => !paper.is_set_aside)
    .map((paper) => ({ paper, outcome: settle(policy, query.phan, markers, paper) }))

/** Every paper with each marker's mark, the difference, and the mark that follows with its sentence. */
export function Compared({ data, context: { t } }: { data: RoundData; context: ViewContext }) {
  const { markers, marking } = data
  return (
    <Section title={t('students.marking.compared')}>
      <Table
        caption={t('students.marking.compared')}
        rows={settledLines(data)}
        rowKey={({ paper }) => paper.id}
        columns={[
          {
            key: 'name',
            label: t('people.field.full_name'),
            render: ({ paper }) => paper.full_name,
          },
          ...(marking?.is_blind
            ? [
                {
                  key: 'code',
                  label: t('students.marking.code'),
                  render: ({ paper }: Line) => paper.code,
                },
              ]
            : []),
          ...markers.map((one) => ({
            key: one.id,
            label: roleText(one, t),
            align: 'end' as const,
            render: ({ paper }: Line) =>
              one.handed_in_at ? figureText(paper.marks[one.id] ?? null, t) : '–',
          })),
          {
            key: 'difference',
            label: t('students.marking.difference'),
            align: 'end' as const,
            render: ({ outcome }) => figureText(outcome.difference, t),
          },
          {
            key: 'mark',
            label: t('students.marking.result'),
            render: ({ outcome }) =>
              [...(outcome.steps.length > 0 ? outcome.steps : outcome.reasons)]
                .map((one) => say(t, one))
                .join(' '),
          },
        ]}
      />
    </Section>
  )
}

type Line = ReturnType<typeof settledLines>[number]
