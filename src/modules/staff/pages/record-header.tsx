import type { Person } from '#modules/people/index.ts'
import type { Place } from '#platform/access.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Badge, LinkButton, PageHeader, Tabs } from '#ui/index.ts'
import { isHeld, type Post } from '../post.ts'

/** Pages of one staff record. A tab shows when its page exists and the reader holds its right. */
const tabs = [
  { path: '/nhan-su/:id', label: 'staff.tab.record' },
  { path: '/nhan-su/:id/boi-duong', label: 'staff.tab.training' },
] as const

/** Name, standing and tabs of a staff record; `current` is the path of the page's manifest. */
export function RecordHeader({
  person,
  posts,
  place,
  current,
  context,
}: {
  person: Person
  posts: readonly Post[]
  place: Place
  current: string
  context: ViewContext
}) {
  const { t, may, app, today } = context
  const pages = app.modules.flatMap((module) => module.pages ?? [])
  const shown = tabs.filter((tab) =>
    pages.some((page) => page.path === tab.path && may(page.permission, place)),
  )
  const held = posts.filter((post) => isHeld(post, today))
  return (
    <>
      <PageHeader
        title={person.full_name}
        state={
          held.length > 0 ? (
            held.map((post) => (
              <Badge key={post.id} kind="primary">
                {post.title ?? t.dynamic(`staff.role.${post.role}`)}
              </Badge>
            ))
          ) : (
            <Badge>{t('staff.record.left')}</Badge>
          )
        }
        actions={
          may('people.edit', place) && (
            <LinkButton kind="secondary" href={`/nguoi/${person.id}/sua`}>
              {t('people.edit.open')}
            </LinkButton>
          )
        }
      />
      {shown.length > 1 && (
        <Tabs
          label={t('staff.tab.label')}
          items={shown.map((tab) => ({
            href: tab.path.replace(':id', person.id),
            label: t(tab.label),
            current: tab.path === current,
          }))}
        />
      )}
    </>
  )
}
