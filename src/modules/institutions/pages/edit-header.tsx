import type { ViewContext } from '#platform/pages/page.ts'
import { PageHeader, Tabs } from '#ui/index.ts'
import type { Institution } from '../store/record.ts'

/** Head of every page that changes an institution: the way back to its record, and its parts as links. */
export function EditHeader({
  institution,
  title,
  lead,
  current,
  context,
}: {
  institution: Institution
  title: string
  lead?: string
  /** Which part the page is about. */
  current: string
  context: ViewContext
}) {
  const { t } = context
  return (
    <>
      <PageHeader
        title={title}
        lead={lead}
        breadcrumb={[
          { href: '/co-so', label: t('institutions.list.title') },
          { href: `/co-so/${institution.code}`, label: institution.name },
        ]}
        breadcrumbLabel={t('institutions.breadcrumb')}
      />
      <PartTabs institution={institution} current={current} context={context} />
    </>
  )
}

function PartTabs({
  institution: { id, code },
  current,
  context: { t, may },
}: {
  institution: Institution
  current: string
  context: ViewContext
}) {
  const own = `/co-so/${code}`
  const tabs = [
    { key: 'profile', href: `${own}/sua` },
    { key: 'contact', href: `${own}/sua?phan=contact` },
    { key: 'campus', href: `${own}/sua?phan=campus` },
    { key: 'licence_item', href: `${own}/nganh-nghe` },
    { key: 'infrastructure', href: `${own}/ha-tang` },
    ...(may('institutions.edit', { institution: id })
      ? [
          { key: 'standing', href: `${own}/tinh-trang` },
          { key: 'recognition', href: `${own}/cong-nhan` },
          { key: 'succession', href: `${own}/sap-nhap` },
        ]
      : []),
  ]
  return (
    <Tabs
      label={t('institutions.parts')}
      items={tabs.map(({ key, href }) => ({
        href,
        label: t.dynamic(`institutions.part.${key}`),
        current: key === current,
      }))}
    />
  )
}
