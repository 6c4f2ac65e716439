import { z } from 'zod'
import { reach } from '#platform/access.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { definePage, defineForm, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  Empty,
  Facts,
  Form,
  FormActions,
  PageHeader,
  Queue,
  Table,
  TextArea,
  type Children,
} from '#ui/index.ts'
import { decideInfrastructure } from '../actions/decide-infrastructure.ts'
import { decideProposal } from '../actions/decide-proposal.ts'
import { seenMark } from '../actions/propose-change.ts'
import { missingItems } from '../infrastructure.ts'
import { changedFields, fieldsOf, type PartName, type PartValues } from '../parts.ts'
import { findDeclaration, listDeclarations, listRules, sentMark } from '../store/infrastructure.ts'
import { namesOfIds, readPart } from '../store/parts.ts'
import { findProposal, listWaiting } from '../store/proposals.ts'
import { declarationFacts } from './detail-parts.tsx'
import { fieldOf } from './field-of.ts'
import { valueWords } from './value-words.ts'

const Query = z.object({ id: z.uuid().optional().catch(undefined) })

async function load({
  db,
  actor,
  query,
  today,
  t,
}: Pick<
  LoadContext<Record<string, string>, z.infer<typeof Query>>,
  'db' | 'actor' | 'query' | 'today' | 't'
>) {
  const waiting = await listWaiting(db, reach(actor, 'institutions.confirm'), today)
  const chosen = waiting.find((one) => one.id === query.id) ?? waiting[0]
  if (!chosen) return { waiting, chosen, item: undefined }
  return {
    waiting,
    chosen,
    item:
      chosen.kind === 'proposal'
        ? await loadProposal(db, chosen.id, { today, t })
        : await loadDeclaration(db, chosen.id, today),
  }
}
type Data = Awaited<ReturnType<typeof load>>

async function loadProposal(
  db: LoadContext['db'],
  id: string,
  { today, t }: Pick<LoadContext, 'today' | 't'>,
) {
  const proposal = await findProposal(db, id, today)
  if (!proposal) return undefined
  const { values: now } = await readPart(
    db,
    proposal.institution_id,
    proposal.part,
    proposal.subject_id,
    today,
  )
  return {
    kind: 'proposal' as const,
    proposal,
    now,
    names: await namesOfIds(db, t, [proposal.payload, proposal.before, now]),
  }
}

async function loadDeclaration(db: LoadContext['db'], id: string, today: string) {
  const declaration = await findDeclaration(db, id)
  if (!declaration) return undefined
  const all = await listDeclarations(db, declaration.institution_id)
  return {
    kind: 'infrastructure' as const,
    declaration,
    previous: all.find((one) => one.state === 'confirmed'),
    rules: await listRules(db, today),
  }
}

const then = ({ state }: { state: string }) => ({
  to: '/de-xuat',
  say: state === 'returned' ? 'institutions.said.returned' : 'institutions.said.accepted',
})

/** What the schools asked for, one after the other: the record and the request side by side, then one decision. */
export const queuePage = definePage<Data, Record<string, string>, z.infer<typeof Query>>({
  path: '/de-xuat',
  permission: 'institutions.confirm',
  query: Query,
  load,
  title: (_data, t) => t('institutions.queue.title'),
  forms: {
    proposal: defineForm({ action: decideProposal, then }),
    infrastructure: defineForm({ action: decideInfrastructure, then }),
  },
  view: (data, context) => {
    const { t } = context
    const { waiting, chosen, item } = data
    return (
      <>
        <PageHeader
          title={t('institutions.queue.title')}
          count={t.number(waiting.length)}
          lead={t('institutions.queue.lead')}
        />
        {!chosen || !item ? (
          <Empty title={t('institutions.queue.empty')}>{t('institutions.queue.empty_hint')}</Empty>
        ) : (
          <Queue
            label={t('institutions.queue.waiting')}
            itemLabel={t('institutions.queue.item')}
            items={waiting.map((one) => ({
              href: `/de-xuat?id=${one.id}`,
              title: one.name,
              note: `${t.dynamic(`institutions.part.${one.part}`)} · ${t.date(one.at)}`,
              current: one.id === chosen.id,
            }))}
          >
            <h2 class="text-xl font-semibold">
              <a href={`/co-so/${chosen.code}`}>{chosen.name}</a>
            </h2>
            <p class="mb-4 text-muted">
              {t('institutions.queue.sent', {
                part: t.dynamic(`institutions.part.${chosen.part}`),
                by: chosen.by,
                at: t.dateTime(chosen.at),
              })}
            </p>
            {item.kind === 'proposal' ? (
              <ProposalItem item={item} context={context} />
            ) : (
              <DeclarationItem item={item} context={context} />
            )}
          </Queue>
        )}
      </>
    )
  },
})

type ProposalShown = NonNullable<Awaited<ReturnType<typeof loadProposal>>>

function ProposalItem({
  item: { proposal, now, names },
  context,
}: {
  item: ProposalShown
  context: ViewContext
}) {
  const { t } = context
  const asked = changedFields(proposal.part, proposal.before, proposal.payload)
  const moved = changedFields(proposal.part, proposal.before, now).filter((field) => asked.includes(field))
  const words = (values: PartValues, field: string) => valueWords(t, names, field, values[field])
  // A campus or a licensed occupation is confirmed as one row, so all of it is shown, not the changes alone.
  const isWhole = proposal.part === 'campus' || proposal.part === 'licence_item'
  return (
    <>
      {moved.length > 0 && <Alert kind="warning" title={t('institutions.error.record_changed')} />}
      <Table
        caption={t('institutions.queue.changes')}
        rows={fieldsOf(proposal.part)
          .filter((field) => asked.includes(field) || (isWhole && words(now, field) !== ''))
          .map((field) => ({ field }))}
        rowKey={(row) => row.field}
        columns={[
          {
            key: 'field',
            label: t('institutions.queue.field'),
            render: ({ field }) => fieldName(proposal.part, field, t),
          },
          { key: 'now', label: t('institutions.queue.now'), render: ({ field }) => words(now, field) || '–' },
          {
            key: 'asked',
            label: t('institutions.queue.asked'),
            render: ({ field }) => (
              <Asked isChanged={asked.includes(field)}>
                {words(asked.includes(field) ? proposal.payload : now, field) ||
                  t('institutions.queue.removed')}
              </Asked>
            ),
          },
        ]}
      />
      {proposal.note && (
        <p class="mt-3 max-w-prose">{t('institutions.queue.note', { note: proposal.note })}</p>
      )}
      <Decide form="proposal" id={proposal.id} seen={seenMark(proposal)} context={context} />
    </>
  )
}

/** A campus and an institution both have a name. */
function fieldName(part: PartName, field: string, t: Translate): string {
  return t.dynamic(`institutions.field.${part === 'campus' && field === 'name' ? 'campus_name' : field}`)
}

function Asked({ isChanged, children }: { isChanged: boolean; children: Children }) {
  return isChanged ? <strong>{children}</strong> : <span class="text-muted">{children}</span>
}

type DeclarationShown = NonNullable<Awaited<ReturnType<typeof loadDeclaration>>>

function DeclarationItem({
  item: { declaration, previous, rules },
  context,
}: {
  item: DeclarationShown
  context: ViewContext
}) {
  const { t } = context
  const before = new Map(
    previous ? declarationFacts(previous, t).map((fact) => [fact.label, fact.value]) : [],
  )
  const missing = missingItems(declaration, rules)
  return (
    <>
      <Table
        caption={t('institutions.queue.changes')}
        rows={declarationFacts(declaration, t)}
        rowKey={(row) => row.label}
        columns={[
          { key: 'label', label: t('institutions.queue.field') },
          { key: 'now', label: t('institutions.queue.now'), render: (row) => before.get(row.label) ?? '–' },
          {
            key: 'value',
            label: t('institutions.queue.declared'),
            render: (row) => <strong>{row.value}</strong>,
          },
        ]}
      />
      <div class="my-4">
        <Facts
          oneColumn
          items={[
            {
              label: t('institutions.infra.checklist'),
              value:
                missing.length === 0
                  ? t('institutions.infra.all_met')
                  : t('institutions.infra.missing', {
                      items: missing.map((one) => t.dynamic(`institutions.infra.${one}`)).join(' · '),
                    }),
            },
          ]}
        />
      </div>
      <Decide form="infrastructure" id={declaration.id} seen={sentMark(declaration)} context={context} />
    </>
  )
}

function Decide({
  form: name,
  id,
  seen,
  context,
}: {
  form: string
  id: string
  seen: string
  context: ViewContext
}) {
  const { t, form } = context
  // What was typed belongs to the request it was typed for; after a refusal another one may stand here.
  const isSame = form.sent === name && form.values.id === id
  const hidden = isSame ? form.hidden(name, { seen }) : { ...form.hidden(name), seen }
  return (
    <Form hidden={{ ...hidden, id }} action={`/de-xuat?id=${id}`}>
      <TextArea
        {...(isSame ? fieldOf(context, 'reason') : { name: 'reason', value: '' })}
        label={t('institutions.queue.reason')}
        hint={t('institutions.queue.reason_hint')}
        rows={2}
      />
      <FormActions>
        <Button name="decision" value="accept" icon="check">
          {t('institutions.queue.accept')}
        </Button>
        <Button name="decision" value="return" kind="secondary" icon="undo">
          {t('institutions.queue.return')}
        </Button>
      </FormActions>
    </Form>
  )
}
