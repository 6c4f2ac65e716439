import type { Translate } from '#platform/i18n/index.ts'
import { LinkButton, PageHeader } from '#ui/index.ts'

/** Head of a page on which the department keeps the units: the way back to them, and the file to take away. */
export function KeeperHeader({
  title,
  lead,
  file,
  t,
}: {
  title: string
  lead: string
  file: { href: string; label: string }
  t: Translate
}) {
  return (
    <PageHeader
      title={title}
      lead={lead}
      breadcrumb={[{ href: '/dia-ban', label: t('places.nav') }]}
      breadcrumbLabel={t('places.detail.way')}
      actions={
        <LinkButton href={file.href} kind="secondary" icon="download" download>
          {file.label}
        </LinkButton>
      }
    />
  )
}
