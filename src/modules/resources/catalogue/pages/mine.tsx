import { z } from 'zod'
import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { may } from '#platform/access.ts'
import { definePage } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { Empty, LinkButton, PageHeader, Pager } from '#ui/index.ts'
import { readReached } from '../../reuse/store/usage.ts'
import { reviewReach } from '../../review/rights.ts'
import { wasPublished } from '../../resource.ts'
import { listOwn } from '../store/list.ts'
import { listLicences } from '../store/origin.ts'
import { ResourceCards } from './cards.tsx'

const limit = 24
const path = '/hoc-lieu/cua-toi'

/** What one wrote or is named an author of: drafts, what is under review, what is published. */
export const ownResources = definePage({
  path,
  permission: 'resources.contribute',
  query: z.object({ sau: z.string().max(200).optional().catch(undefined) }),
  async load({ db, actor, query, today }) {
    const owner =
      actor.kind === 'account'
        ? { account: actor.id, person: actor.personId }
        : { account: '', person: undefined }
    const rows = await listOwn(db, owner, { after: markOf(query.sau), limit: limit + 1 })
    const institutions = await listInstitutionOptions(db, undefined, { on: today })
    const { province, institutions: schools } = await reviewReach(db, actor, today)
    return {
      query,
      /** Has a queue of others' work: by role, or as a member of a team. */
      reviews: province || schools.length > 0 || may(actor, 'resources.decide'),
      rows: rows.slice(0, limit),
      hasMore: rows.length > limit,
      names: new Map(institutions.map((one) => [one.id, one.name])),
      licences: await listLicences(db),
      reached: await readReached(
        db,
        rows.filter((row) => wasPublished(row.state)).map((row) => row.id),
      ),
    }
  },
  title: (_data, t) => t('resources.catalogue.mine'),
  view: ({ query, rows, hasMore, names, licences, reached, reviews }, context) => {
    const { t } = context
    const last = rows.at(-1)
    return (
      <>
        <PageHeader
          title={t('resources.catalogue.mine')}
          breadcrumb={[{ href: '/hoc-lieu', label: t('resources.catalogue.title') }]}
          breadcrumbLabel={t('resources.crumbs')}
          actions={
            <>
              {reviews && (
                <LinkButton href="/hoc-lieu/tham-dinh" kind="secondary">
                  {t('resources.review.queue')}
                </LinkButton>
              )}
              <LinkButton href="/hoc-lieu/moi" icon="plus">
                {t('resources.catalogue.new')}
              </LinkButton>
            </>
          }
        />
        <ResourceCards
          rows={rows}
          names={names}
          licences={licences}
          reached={reached}
          context={context}
          empty={
            <Empty
              title={t('resources.catalogue.mine_none')}
              action={{ href: '/hoc-lieu/moi', label: t('resources.catalogue.new') }}
            />
          }
        />
        <Pager
          label={t('resources.catalogue.pages')}
          previousLabel={t('resources.catalogue.first_page')}
          nextLabel={t('resources.catalogue.next_page')}
          previous={query.sau && path}
          next={
            hasMore && last
              ? `${path}?sau=${encodeURIComponent(writePageMark(last.mark, last.version_id))}`
              : undefined
          }
        />
      </>
    )
  },
})

/** A mark whose key is a moment; anything else begins the list anew. */
function markOf(text: string | undefined) {
  const mark = readPageMark(text)
  return mark && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[\d.+:-]*$/.test(mark.key) ? mark : undefined
}
