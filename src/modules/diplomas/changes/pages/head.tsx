import { z } from 'zod'
import type { LoadContext, ViewContext } from '#platform/pages/page.ts'
import { Alert, Facts, LinkButton, PageHeader } from '#ui/index.ts'
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
      <div class="mb-8">
        <Facts
          items={[
            { label: t('diplomas.kinds.content.holder.full_name'), value: content.holder.full_name },
            { label: t('diplomas.kinds.content.programme.name'), value: content.programme.name.vi },
            { label: t('diplomas.issuing.field.serial'), value: serial ?? '–' },
            { label: t('diplomas.issuing.field.entry_no'), value: entry_no ?? '–' },
          ]}
        />
      </div>
    </>
  )
}

export const isStanding = ({ state }: Pick<Target, 'state'>): boolean =>
  state === 'issued' || state === 'delivered'

/** Why nothing of the kind can be done with it, and where to go on; `onRecord`: on its own page. */
export function NotStanding({
  target,
  onRecord = false,
  context: { t, may },
}: Data & { onRecord?: boolean; context: ViewContext }) {
  const { id, state, successor_id } = target
  const mayLift = state === 'suspended' && may('diplomas.change', { institution: target.keeper_id })
  return (
    <Alert
      kind="info"
      title={t.dynamic(`diplomas.changes.error.state.${state}`)}
      actions={
        <>
          {successor_id && (
            <LinkButton href={recordPath(successor_id)}>{t('diplomas.changes.to_successor')}</LinkButton>
          )}
          {mayLift && (
            <LinkButton href={`${recordPath(id)}/thu-hoi?viec=lift`}>
              {t('diplomas.changes.lift.title')}
            </LinkButton>
          )}
          {!onRecord && (
            <LinkButton kind="secondary" href={recordPath(id)}>
              {t('diplomas.changes.to_record')}
            </LinkButton>
          )}
        </>
      }
    />
  )
}
