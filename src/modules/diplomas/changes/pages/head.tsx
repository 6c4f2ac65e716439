import { z } from 'zod'
import type { LoadContext, ViewContext } from '#platform/pages/page.ts'
import { Facts, PageHeader } from '#ui/index.ts'
import { DiplomaBadge } from '../../issuing/pages/words.tsx'
import { getTarget, type Target } from '../store/target.ts'

export type Data = { target: Target }

/** What the pages of changes share: who may open them, and whose record they show. */
export const changePage = {
  permission: 'diplomas.change',
  params: z.object({ id: z.uuid() }),
  about: ({ target }: Data) => ({ institution: target.keeper_id }),
  looks: ({ target }: Data) =>
    target.person_id ? { subject: 'people.person', ids: [target.person_id] } : undefined,
}

export const loadTarget = async ({
  db,
  params,
}: Pick<LoadContext<{ id: string }>, 'db' | 'params'>): Promise<Data> => ({
  target: await getTarget(db, params.id),
})

export const recordPath = (id: string): string => `/van-bang-cap/${id}`

/** Which diploma it is about. */
export function Head({
  target,
  title,
  lead,
  context,
}: Data & { title: string; lead: string; context: ViewContext }) {
  const { t } = context
  const { content, serial, entry_no } = target
  return (
    <>
      <PageHeader
        title={title}
        lead={lead}
        state={<DiplomaBadge state={target.state} t={t} />}
        breadcrumb={[
          { href: '/van-bang-cap', label: t('diplomas.issuing.list.title') },
          { href: recordPath(target.id), label: content.holder.full_name },
        ]}
        breadcrumbLabel={t('diplomas.issuing.crumbs')}
      />
      <Facts
        items={[
          { label: t('diplomas.kinds.content.holder.full_name'), value: content.holder.full_name },
          { label: t('diplomas.kinds.content.programme.name'), value: content.programme.name.vi },
          { label: t('diplomas.issuing.field.serial'), value: serial ?? '–' },
          { label: t('diplomas.issuing.field.entry_no'), value: entry_no ?? '–' },
        ]}
      />
    </>
  )
}
