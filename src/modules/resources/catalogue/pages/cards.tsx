import type { ViewContext } from '#platform/pages/page.ts'
import { Badge, Card, Cards, type Children } from '#ui/index.ts'
import { resourcePath, wasPublished } from '../../resource.ts'
import type { Licence } from '../licence.ts'
import type { Usage } from '../../reuse/store/usage.ts'
import type { ResourceRow } from '../store/list.ts'
import { kindText, licenceText, StateBadge, titleText } from './words.tsx'

/** Resources side by side: what it is, who made it, under which licence. Drafts lead to where they are written. */
export function ResourceCards(props: {
  rows: readonly ResourceRow[]
  names: ReadonlyMap<string, string>
  licences: readonly Licence[]
  /** Those taught with. */
  reached: ReadonlyMap<string, Pick<Usage, 'schools' | 'learners'>>
  context: ViewContext
  empty: Children
}) {
  if (props.rows.length === 0) return <>{props.empty}</>
  return (
    <Cards>
      {props.rows.map((row) => (
        <ResourceCard key={row.version_id} {...props} row={row} />
      ))}
    </Cards>
  )
}

function ResourceCard({
  row,
  names,
  licences,
  reached,
  context: { t },
}: {
  row: ResourceRow
  names: ReadonlyMap<string, string>
  licences: readonly Licence[]
  reached: ReadonlyMap<string, Pick<Usage, 'schools' | 'learners'>>
  context: ViewContext
}) {
  const usage = reached.get(row.id)
  const school = row.institution_id ? names.get(row.institution_id) : undefined
  const summary = row.summary.length > 160 ? `${row.summary.slice(0, 160).trimEnd()}…` : row.summary
  const isOpen = !wasPublished(row.state)
  return (
    <Card
      title={titleText(row, t)}
      href={isOpen ? `${resourcePath(row.code)}/soan` : resourcePath(row.code)}
      state={isOpen ? <StateBadge state={row.state} t={t} /> : undefined}
      footer={
        <span class="text-sm text-muted">
          {licenceText(
            licences.find((one) => one.code === row.licence),
            t,
          )}
        </span>
      }
    >
      <p class="flex flex-wrap gap-2">
        <Badge kind="primary">{kindText(row.kind, t)}</Badge>
        {row.access === 'school' && <Badge>{t('resources.access.school')}</Badge>}
        {row.levels.map((level) => (
          <Badge key={level}>{t.dynamic(`institutions.level.${level}`)}</Badge>
        ))}
      </p>
      {summary && <p class="mt-2">{summary}</p>}
      <p class="mt-2 text-sm text-muted">
        {[row.authors.slice(0, 3).join(', '), school ?? t('resources.catalogue.department')]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {usage && <p class="mt-2">{t('resources.reuse.reached', usage)}</p>}
    </Card>
  )
}
