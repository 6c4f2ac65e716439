import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Button, Form, FormActions, LinkButton, Tabs } from '#ui/index.ts'
import { liftSuspension, revokeDiploma, suspendDiploma } from '../actions/stop.ts'
import { DecisionFields } from './fields.tsx'
import { changePage, Head, loadTarget, NotStanding, recordPath, type Data } from './head.tsx'

const acts = ['revoke', 'suspend', 'lift'] as const
type Act = (typeof acts)[number]
type Query = { viec?: Act | undefined }

const said = (act: Act) => (result: { id: string }) => ({
  to: recordPath(result.id),
  say: `diplomas.changes.said.${act}`,
})

/** Taking a diploma's effect away: for ever, or while it is looked into; and giving it back. */
export const stopPage = definePage<Data & { act: Act }, { id: string }, Query>({
  path: '/van-bang-cap/:id/thu-hoi',
  ...changePage,
  query: z.object({ viec: z.enum(acts).optional().catch(undefined) }),
  async load(context) {
    const { target } = await loadTarget(context)
    const first = target.state === 'suspended' ? 'lift' : 'revoke'
    return { target, act: context.query.viec ?? first }
  },
  title: (_data, t) => t('diplomas.changes.stop.title'),
  forms: {
    revoke: defineForm({ action: revokeDiploma, then: said('revoke') }),
    suspend: defineForm({ action: suspendDiploma, then: said('suspend') }),
    lift: defineForm({ action: liftSuspension, then: said('lift') }),
  },
  view: ({ target, act }, context) => {
    const { t } = context
    const open = acts.filter((one) => mayDo(one, target.state))
    return (
      <>
        <Head
          target={target}
          title={t('diplomas.changes.stop.title')}
          lead={t('diplomas.changes.stop.lead')}
          context={context}
        />
        {open.length === 0 ? (
          <NotStanding target={target} context={context} />
        ) : (
          <>
            <Tabs
              label={t('diplomas.changes.stop.title')}
              items={open.map((one) => ({
                href: `${recordPath(target.id)}/thu-hoi?viec=${one}`,
                label: t(`diplomas.changes.${one}.title`),
                current: one === act,
              }))}
            />
            {open.includes(act) && <StopForm target={target} act={act} context={context} />}
          </>
        )}
      </>
    )
  },
})

function mayDo(act: Act, state: string): boolean {
  const states: Record<Act, readonly string[]> = {
    revoke: ['issued', 'delivered', 'suspended'],
    suspend: ['issued', 'delivered'],
    lift: ['suspended'],
  }
  return states[act].includes(state)
}

function StopForm({ target, act, context }: Data & { act: Act; context: ViewContext }) {
  const { t, form } = context
  return (
    <Form
      hidden={{ ...form.hidden(act, { version: target.version }), id: target.id }}
      label={t(`diplomas.changes.${act}.title`)}
    >
      <p class="mb-4">{t(`diplomas.changes.${act}.lead`)}</p>
      <DecisionFields act={act} context={context} />
      <FormActions>
        <Button kind={act === 'revoke' ? 'danger' : 'primary'}>{t(`diplomas.changes.${act}.act`)}</Button>
        <LinkButton kind="ghost" href={recordPath(target.id)}>
          {t('diplomas.changes.back')}
        </LinkButton>
      </FormActions>
    </Form>
  )
}
