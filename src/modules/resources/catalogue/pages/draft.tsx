import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Badge,
  Button,
  Disclosure,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { hasDecision } from '../../review/store/submission.ts'
import { resourcePath } from '../../resource.ts'
import { loadDraftFiles } from '../../files/load.ts'
import { joinDraft } from '../actions/join-draft.ts'
import { discardDraft } from '../actions/versions.ts'
import { saveDraft } from '../actions/save-draft.ts'
import { assess, readWhole } from '../assess.ts'
import { mayHandIn, type Check } from '../checks.ts'
import { codePattern } from '../code.ts'
import { getWorkable } from '../rights.ts'
import { listColleagues } from '../store/author.ts'
import { findOpenId } from '../store/draft.ts'
import { listHidden } from '../store/item.ts'
import { listComponents } from '../store/subject.ts'
import { getResource } from '../store/version.ts'
import { largestForm } from '../upload.ts'
import { DraftFiles } from './draft-files.tsx'
import { DraftItems } from './draft-items.tsx'
import { DraftPeople } from './draft-people.tsx'
import { DraftSubjects } from './draft-subjects.tsx'
import { DraftText } from './draft-text.tsx'
import { StateBadge, titleText } from './words.tsx'

export const codeParams = z.object({ code: z.string().regex(codePattern) })

const next = (code: string, go: string, subject: string): string =>
  go === 'subjects'
    ? `${resourcePath(code)}/soan/mon-hoc${subject ? `?q=${encodeURIComponent(subject)}` : ''}`
    : go === 'licence'
      ? `${resourcePath(code)}/soan/giay-phep`
      : go === 'hand-in'
        ? `${resourcePath(code)}/gui`
        : `${resourcePath(code)}/soan`

/** A draft as it is written: one form for all of it, so that no button loses what was typed elsewhere on the page. */
export const draftPage = definePage({
  path: '/hoc-lieu/:code/soan',
  permission: 'resources.contribute',
  island: 'resources/upload',
  params: codeParams,
  maxBody: largestForm,
  load: loadDraft,
  title: ({ whole }, t) => t('resources.catalogue.draft_of', { title: titleText(whole.version, t) }),
  forms: {
    save: defineForm({
      action: saveDraft,
      then: ({ code, go, subject }) => ({ to: next(code, go, subject), say: 'resources.catalogue.saved' }),
    }),
    join: defineForm({
      action: joinDraft,
      then: ({ code, number }) => ({
        to: `${resourcePath(code)}/soan`,
        say: 'resources.catalogue.joined',
        params: { number },
      }),
    }),
    discard: defineForm({
      action: discardDraft,
      then: ({ code }) => ({
        to: code ? resourcePath(code) : '/hoc-lieu/cua-toi',
        say: 'resources.catalogue.discarded',
      }),
    }),
  },
  view: (data, context) => {
    const { whole, checks } = data
    const { version } = whole
    const { t } = context
    return (
      <>
        <PageHeader
          title={titleText(version, t)}
          state={<StateBadge state={version.state} t={t} />}
          lead={t('resources.catalogue.draft_lead', {
            number: version.number,
            at: t.dateTime(version.changed_at),
          })}
          breadcrumb={[
            { href: '/hoc-lieu', label: t('resources.catalogue.title') },
            { href: '/hoc-lieu/cua-toi', label: t('resources.catalogue.mine') },
          ]}
          breadcrumbLabel={t('resources.crumbs')}
          actions={
            <>
              <LinkButton href={`${resourcePath(version.code)}/chia-se`} kind="ghost" icon="link">
                {t('resources.sharing.open')}
              </LinkButton>
              {version.published_id && (
                <LinkButton href={resourcePath(version.code)} kind="secondary">
                  {t('resources.catalogue.see_published')}
                </LinkButton>
              )}
            </>
          }
        />
        {version.state === 'draft' ? (
          <>
            <div class="mb-6" data-checks>
              <Checks checks={checks} context={context} draft={version.id} />
            </div>
            <DraftForm data={data} context={context} />
            {!data.isDecided && <Discard data={data} context={context} />}
          </>
        ) : (
          <Alert kind="info" title={t('resources.catalogue.under_review')}>
            <a href={`${resourcePath(version.code)}/tham-dinh`}>{t('resources.catalogue.see_review')}</a>
          </Alert>
        )}
      </>
    )
  },
})

export type DraftData = Awaited<ReturnType<typeof loadDraft>>

async function loadDraft({ db, params, actor, app, today }: LoadContext<{ code: string }>) {
  const resource = await getResource(db, params.code)
  const open = await findOpenId(db, resource.id)
  if (!open) throw notFound()
  const version = await getWorkable(db, actor, open)
  const whole = await readWhole(db, version)
  return {
    whole,
    checks: await assess(db, whole),
    /** Of a collection: what the editor may not see. */
    hidden: version.kind === 'collection' ? await listHidden(db, version.id) : [],
    /** What was decided about is kept. */
    isDecided: await hasDecision(db, version.id),
    ...(await loadDraftFiles(db, { app, actor }, version.id, whole.files)),
    components: await listComponents(db, today),
    colleagues: version.institution_id ? await listColleagues(db, version.institution_id, today) : [],
  }
}

/** What is missing and what would make it better, each with the way to its field. */
export function Checks({
  checks,
  context: { t, form },
  at = '',
  draft,
}: {
  checks: readonly Check[]
  context: ViewContext
  at?: string
  /** The draft, where its files may be made the next version of another resource. */
  draft?: string
}) {
  if (checks.length === 0) return null
  const left = checks.filter((one) => one.severity === 'error').length
  return (
    <Disclosure
      label={
        left > 0
          ? t('resources.catalogue.checks_left', { count: left })
          : t('resources.catalogue.checks_better', { count: checks.length })
      }
      open={left > 0}
    >
      <ul class="grid gap-2">
        {checks.map((one, place) => (
          <li key={place} class="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <Badge kind={one.severity}>{t.dynamic(`resources.catalogue.severity.${one.severity}`)}</Badge>
            <span>
              {t.dynamic(`resources.check.${one.key}`, one.params)}{' '}
              {one.why && `${t.dynamic(one.why.key, one.why.params)} `}
              <a
                href={
                  typeof one.params.code === 'string' ? resourcePath(one.params.code) : `${at}#p-${one.field}`
                }
              >
                {typeof one.params.code === 'string'
                  ? t('resources.catalogue.look')
                  : t('resources.catalogue.mend')}
              </a>
            </span>
            {draft && one.params.join && (
              <Form bare hidden={{ ...form.hidden('join'), id: draft, code: String(one.params.join) }}>
                <Button
                  small
                  kind="secondary"
                  label={t('resources.catalogue.join_of', { title: String(one.params.title) })}
                >
                  {t('resources.catalogue.join')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

function DraftForm({ data, context }: { data: DraftData; context: ViewContext }) {
  const { version } = data.whole
  const { t, form } = context
  const empty = [
    ...(version.title === '' ? ['title'] : []),
    ...(version.pages === null ? ['pages'] : []),
    ...(version.seconds === null ? ['seconds'] : []),
  ]
  return (
    <Form
      multipart
      hidden={{
        ...form.hidden('save', { version: version.version }),
        id: version.id,
        was_empty: empty.join(','),
      }}
    >
      {/* The first button is what the Enter key presses. */}
      <button class="sr-only" type="submit" name="go" value="stay" tabindex={-1} aria-hidden="true">
        {t('resources.catalogue.save')}
      </button>
      {version.kind === 'collection' && <DraftItems data={data} context={context} />}
      <DraftFiles data={data} context={context} />
      <DraftText data={data} context={context} />
      <DraftSubjects data={data} context={context} />
      <DraftPeople data={data} context={context} />
      <FormActions>
        <Button name="go" value="stay" kind="secondary">
          {t('resources.catalogue.save')}
        </Button>
        <Button name="go" value="hand-in">
          {mayHandIn(data.checks) ? t('resources.catalogue.hand_in') : t('resources.catalogue.save_check')}
        </Button>
      </FormActions>
    </Form>
  )
}

function Discard({ data, context: { t, form } }: { data: DraftData; context: ViewContext }) {
  const { version } = data.whole
  return (
    <Section title={t('resources.catalogue.discard')}>
      <Disclosure label={t('resources.catalogue.discard_open')}>
        <Form
          label={t('resources.catalogue.discard')}
          hidden={{ ...form.hidden('discard', { version: version.version }), id: version.id }}
        >
          <p class="mb-3">
            {version.number > 1
              ? t('resources.catalogue.discard_version', { number: version.number })
              : t('resources.catalogue.discard_all', { title: titleText(version, t) })}
          </p>
          <Button kind="danger">{t('resources.catalogue.discard_act')}</Button>
        </Form>
      </Disclosure>
    </Section>
  )
}
