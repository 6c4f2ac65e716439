import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  Empty,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  RadioGroup,
  Section,
  Table,
  TextArea,
  Timeline,
} from '#ui/index.ts'
import { listFaults } from '../../catalogue/assess.ts'
import { codeParams } from '../../catalogue/pages/draft.tsx'
import { StateBadge, titleText } from '../../catalogue/pages/words.tsx'
import { isNarrower, isWider } from '../../catalogue/licence.ts'
import { getWorkable } from '../../catalogue/rights.ts'
import { findOpenId } from '../../catalogue/store/draft.ts'
import { listFiles } from '../../catalogue/store/file.ts'
import { listLicences } from '../../catalogue/store/origin.ts'
import { getResource, listVersions } from '../../catalogue/store/version.ts'
import { accesses, resourcePath, versionPath } from '../../resource.ts'
import { publish } from '../actions/decide.ts'
import { shareWider } from '../actions/hand-in.ts'
import { settle } from '../actions/remark.ts'
import { takeBack } from '../actions/take-back.ts'
import { listRemarks } from '../store/remark.ts'
import { listReviews, listSteps } from '../store/review.ts'
import { getRubricById } from '../store/rubric.ts'
import { isOpenRound, listSubmissions } from '../store/submission.ts'
import { Faults, Marks, Remarks, spotHref, SubmissionBadge, Verdicts, waitText } from './parts.tsx'

const here = (code: string) => `${resourcePath(code)}/tham-dinh`

/** Where a resource stands, for its authors: the round under way, remarks to settle, what comes next. */
export const reviewStatus = definePage({
  path: '/hoc-lieu/:code/tham-dinh',
  permission: 'resources.contribute',
  params: codeParams,
  query: z.object({}),
  load: loadStatus,
  title: ({ version }, t) => t('resources.review.status_of', { title: titleText(version, t) }),
  forms: {
    takeBack: defineForm({
      action: takeBack,
      then: ({ code, isDraft }) => ({
        to: isDraft ? `${resourcePath(code)}/soan` : here(code),
        say: 'resources.review.taken_back',
      }),
    }),
    publish: defineForm({
      action: publish,
      then: ({ code }) => ({ to: resourcePath(code), say: 'resources.review.published_now' }),
    }),
    share: defineForm({
      action: shareWider,
      then: ({ code }) => ({ to: here(code), say: 'resources.review.handed_in' }),
    }),
    settle: defineForm({
      action: settle,
      then: ({ code }) => ({ to: here(code), say: 'resources.review.settled_now' }),
    }),
  },
  view: (data, context) => {
    const { version, submissions, files, remarks } = data
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('resources.review.status_of', { title: titleText(version, t) })}
          state={<StateBadge state={version.state} t={t} />}
          lead={t('resources.catalogue.version_number', { number: version.number })}
          breadcrumb={[
            { href: '/hoc-lieu/cua-toi', label: t('resources.catalogue.mine') },
            {
              href:
                version.state === 'draft' ? `${resourcePath(version.code)}/soan` : resourcePath(version.code),
              label: titleText(version, t),
            },
          ]}
          breadcrumbLabel={t('resources.crumbs')}
          actions={<Acts data={data} context={context} />}
        />
        <Round data={data} context={context} />
        {remarks.length > 0 && (
          <Section title={t('resources.review.remarks')}>
            <Remarks
              remarks={remarks}
              context={context}
              hrefOf={(one) => spotHref(versionPath(version.code, version.number), files, one)}
              settle={version.state === 'draft'}
            />
          </Section>
        )}
        <ShareForm data={data} context={context} />
        {submissions.length > 0 && (
          <Section title={t('resources.review.rounds')}>
            <Table
              caption={t('resources.review.rounds')}
              rows={submissions}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: 'at',
                  label: t('resources.review.handed_in_on'),
                  render: (row) => t.date(row.submitted_at),
                },
                {
                  key: 'number',
                  label: t('resources.catalogue.version'),
                  render: (row) => String(row.number),
                },
                {
                  key: 'space',
                  label: t('resources.review.space'),
                  render: (row) => t.dynamic(`resources.review.space.${row.space}`),
                },
                {
                  key: 'state',
                  label: t('resources.state'),
                  render: (row) => <SubmissionBadge state={row.state} t={t} />,
                },
                {
                  key: 'wait',
                  label: t('resources.review.time'),
                  render: (row) => waitText(row, context.app.clock.now(), t),
                },
                {
                  key: 'minutes',
                  label: t('resources.review.minutes'),
                  render: (row) =>
                    row.decided_at ? (
                      <a href={`/hoc-lieu/tham-dinh/${row.id}/bien-ban.pdf`}>
                        {t('resources.review.minutes_open')}
                      </a>
                    ) : (
                      '–'
                    ),
                },
              ]}
            />
          </Section>
        )}
        <Section title={t('resources.review.steps')}>
          <Timeline
            label={t('resources.review.steps')}
            items={data.steps.map((step) => ({
              when: t.dateTime(step.at),
              title: t.dynamic(`resources.state.${step.to_state}`),
              by: step.account_name,
              text: step.note || undefined,
            }))}
            empty={<Empty title={t('resources.review.no_steps')} />}
          />
        </Section>
      </>
    )
  },
})

type Data = Awaited<ReturnType<typeof loadStatus>>

async function loadStatus({ db, params, actor }: LoadContext<{ code: string }>) {
  const resource = await getResource(db, params.code)
  const [latest] = await listVersions(db, resource.id)
  const id = (await findOpenId(db, resource.id)) ?? latest?.id
  if (!id) throw notFound()
  const version = await getWorkable(db, actor, id)
  const submissions = await listSubmissions(db, resource.id)
  const round = submissions.find((one) => one.version_id === version.id && one.state !== 'taken_back')
  return {
    version,
    submissions,
    round,
    rubric: round && (await getRubricById(db, round.rubric_id)),
    reviews: round ? await listReviews(db, round.id) : [],
    remarks: await listRemarks(db, version.id),
    files: await listFiles(db, version.id),
    steps: await listSteps(db, version.id),
    licence: (await listLicences(db)).find((one) => one.code === version.licence),
    faults: version.state === 'accepted' ? await listFaults(db, version) : [],
  }
}

function Acts({ data, context: { t, form } }: { data: Data; context: ViewContext }) {
  const { version, submissions, faults } = data
  const isFaulty = faults.length > 0
  // A round may be open for another version than the one under way: an earlier one offered to wider readers.
  const open = submissions
    .filter(isOpenRound)
    .map((one) => ({ id: one.version_id, number: one.number }))
    .concat(isFaulty ? [{ id: version.id, number: version.number }] : [])
  return (
    <>
      {version.state === 'draft' && (
        <LinkButton href={`${resourcePath(version.code)}/soan`} icon="edit">
          {t('resources.catalogue.go_on')}
        </LinkButton>
      )}
      {version.state === 'accepted' && !isFaulty && (
        <Form
          bare
          label={t('resources.review.publish')}
          hidden={{ ...form.hidden('publish'), id: version.id }}
        >
          <Button>{t('resources.review.publish')}</Button>
        </Form>
      )}
      {open.map(({ id, number }) => {
        const label =
          id === version.id
            ? t('resources.review.take_back')
            : t('resources.review.take_back_number', { number })
        return (
          <Form key={id} bare label={label} hidden={{ ...form.hidden('takeBack'), id }}>
            <Button kind="secondary" icon="undo">
              {label}
            </Button>
          </Form>
        )
      })}
    </>
  )
}

function Round({ data, context }: { data: Data; context: ViewContext }) {
  const { round, rubric, reviews, version, faults } = data
  const { t, app } = context
  if (!round || !rubric) return null
  return (
    <Section
      title={t('resources.review.round')}
      lead={`${t.dynamic(`resources.review.state.${round.state}`)}. ${waitText(round, app.clock.now(), t)}`}
    >
      <Faults
        faults={faults}
        title={t(`resources.review.error.${isNarrower(version) ? 'narrower_own' : 'unfit_own'}`)}
        t={t}
      />
      {round.state === 'returned' && version.state === 'draft' && (
        <Alert
          kind="warning"
          title={t('resources.review.was_returned', { name: round.decided_by_name ?? '' })}
        >
          {round.decision_note}
        </Alert>
      )}
      {reviews.length === 0 ? (
        <p class="text-muted">{t('resources.review.nobody_yet', { count: round.reviewers })}</p>
      ) : (
        <div class="grid gap-4">
          <Verdicts reviews={reviews} t={t} />
          <Marks rubric={rubric} reviews={reviews} t={t} />
        </div>
      )}
    </Section>
  )
}

/** One step from the school to the province: the same version, looked at by the shared team. */
function ShareForm({ data, context: { t, form } }: { data: Data; context: ViewContext }) {
  const { version, licence, round } = data
  const now = version.resource_access
  if (version.state !== 'published' || now === 'private' || (round && isOpenRound(round)) || !licence)
    return null
  const wider = accesses.filter((one) => isWider(one, now))
  if (wider.length === 0) return null
  const allowed = wider.filter((one) => !isWider(one, licence.widest))
  return (
    <Section title={t('resources.review.share')} lead={t('resources.review.share_lead')}>
      {allowed.length === 0 ? (
        <p>
          {t('resources.review.share_licence', { licence: t.lang === 'en' ? licence.name_en : licence.name })}
        </p>
      ) : (
        <Form label={t('resources.review.share')} hidden={{ ...form.hidden('share'), id: version.id }}>
          <RadioGroup
            {...form.field('access', allowed.at(-1))}
            label={t('resources.access')}
            options={allowed.map((value) => ({ value, label: t.dynamic(`resources.access.${value}`) }))}
          />
          <TextArea
            {...form.field('note')}
            label={t('resources.review.note_to_reviewers')}
            optional={t('resources.catalogue.optional')}
            maxlength={2000}
          />
          <FormActions>
            <Button icon="send">{t('resources.review.share_act')}</Button>
          </FormActions>
        </Form>
      )}
    </Section>
  )
}
