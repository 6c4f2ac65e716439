import { birthText } from '#modules/people/index.ts'
import { renderPdf } from '#platform/documents/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { IssueRun } from '../run.ts'
import type { Line } from '../store/line.ts'
import template from './sheet.typ?raw'

/** The sheet on which holders sign for their diplomas, in the order of the register. */
export function sheetPdf(
  run: IssueRun,
  lines: readonly Line[],
  { school, t }: { school: string; t: Translate },
): Promise<Uint8Array> {
  const rows = lines
    .filter((line) => line.state !== 'void')
    .toSorted((a, b) => (a.entry ?? 0) - (b.entry ?? 0))
    .map((line, at) => [
      String(at + 1),
      line.content.holder.full_name,
      birthText(line.content.holder),
      line.serial ?? '',
      line.entry_no ?? '',
      '',
    ])
  const title = t('diplomas.issuing.paper.sheet_title')
  const value = {
    school,
    place: run.issue_place,
    title,
    about: t('diplomas.issuing.paper.sheet_about', {
      kind: run.kind_name,
      number: run.decision_no,
      day: t.date(run.decision_date),
    }),
    columns: ['no', 'name', 'birth', 'serial', 'entry_no', 'day', 'signature'].map((name) =>
      t.dynamic(`diplomas.issuing.paper.column.${name}`),
    ),
    rows,
    left: t('diplomas.issuing.paper.keeper'),
    right: t('diplomas.issuing.head_of_school'),
  }
  return renderPdf(template, value, { title, lang: 'vi', pdfa: true })
}
