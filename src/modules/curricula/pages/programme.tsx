import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  DateField,
  Disclosure,
  Empty,
  Facts,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Section,
  Table,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { recordReview } from '../actions/declare.ts'
import { startVersion } from '../actions/programme.ts'
import type { Programme } from '../programme.ts'
import { loadContent, type Content } from '../store/content.ts'
import { getFramework, type Framework } from '../store/framework.ts'
import { listDueReviews, listReviews, type ProgrammeReview } from '../store/review.ts'
import { getIntegrationRule, listStructureRules, reviewRule } from '../store/rules.ts'
import { getProgramme, listVersions } from '../store/version.ts'
import { isPublished, type Version } from '../version.ts'
import { OutcomeList } from './outcome-list.tsx'
import { activeWords, shown, StateBadge, versionPath } from './parts.tsx'
import { UnitTables } from './unit-tables.tsx'
import { VersionFacts } from './version-facts.tsx'

type Data = {
  programme: Programme
  school: string
  versions: Version[]
  current: (Content & { version: Version }) | undefined
  framework: Framework
  reviews: ProgrammeReview[]
  review: ReturnType<typeof reviewRule>
  isReviewDue: boolean
}

/** The public page of a programme: what is learnt, for how long, to do what; its versions; acts for those who keep it. */
export const programmePage = definePage<Data, { id: string }>({
  path: '/chuong-trinh/:id',
  permission: 'public',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const programme = await getProgramme(db, params.id)
    const versions = await listVersions(db, programme.id)
    const rule = await getIntegrationRule(db, today)
    const version = currentOf(versions, today)
    const review = reviewRule(await listStructureRules(db, today))
    const names = await institutionNames(db, [programme.institution_id], today)
    const due = review
      ? await listDueReviews(db, today, {
          months: review.months,
          institutions: 'all',
          programme: programme.id,
        })
      : []
    return {
      programme,
      school: names.get(programme.institution_id) ?? '',
      versions,
      current: version && { version, ...(await loadContent(db, version.id, rule.framework_id)) },
      framework: await getFramework(db, rule.framework_id),
      reviews: await listReviews(db, programme.id),
      review,
      isReviewDue: due.length > 0,
    }
  },
  title: ({ programme }) => programme.name,
  forms: {
    start: defineForm({
      action: startVersion,
      then: (result) => ({ to: versionPath(result.id), say: 'curricula.version.started' }),
    }),
    review: defineForm({
      action: recordReview,
      then: (result) => ({ to: `/chuong-trinh/${result.id}`, say: 'curricula.review.saved' }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    const { programme, current, school } = data
    return (
      <>
        <PageHeader
          title={programme.name}
          state={current && <StateBadge state={current.version.state} t={t} />}
          lead={`${t.dynamic(`institutions.level.${programme.level}`)} · ${school}`}
          breadcrumb={[{ href: '/chuong-trinh', label: t('curricula.nav') }]}
          breadcrumbLabel={t('curricula.breadcrumb')}
          actions={<Acts data={data} context={context} />}
        />
        {programme.is_demo && <p class="text-sm text-muted">{t('curricula.example')}</p>}
        {current ? (
          <Current data={data} current={current} context={context} />
        ) : (
          <Empty title={t('curricula.programme.no_version')} />
        )}
        <Versions data={data} context={context} />
        <Reviews data={data} context={context} />
      </>
    )
  },
})

/** The version cohorts begin with on the day, else the latest that was decided, else the draft. */
function currentOf(versions: readonly Version[], day: string): Version | undefined {
  const isOn = (one: Version) =>
    one.active_from !== null && one.active_from <= day && (one.active_to === null || one.active_to >= day)
  return versions.find(isOn) ?? versions.find((one) => isPublished(one.state)) ?? versions[0]
}

type Props = { data: Data; context: ViewContext }

function Acts({ data: { programme, versions, current }, context: { t, may, form, app } }: Props) {
  const about = { institution: programme.institution_id }
  // Admission belongs to a module further down the list; without it there is nothing to open.
  const hasAdmission = app.modules.some((module) => module.pages?.some((page) => page.path === '/tuyen-sinh'))
  const hasDraft = versions.some((one) => !isPublished(one.state))
  return (
    <>
      {current && isPublished(current.version.state) && (
        <>
          {hasAdmission && (
            <LinkButton href={`/tuyen-sinh?chuong-trinh=${programme.id}`} kind="secondary">
              {t('curricula.programme.admission')}
            </LinkButton>
          )}
          <LinkButton href={versionPath(current.version.id, 'chuong-trinh.pdf')} kind="secondary" icon="file">
            {t('curricula.document.programme')}
          </LinkButton>
          <LinkButton href={versionPath(current.version.id, 'chuan-dau-ra.pdf')} kind="secondary" icon="file">
            {t('curricula.document.outcomes')}
          </LinkButton>
        </>
      )}
      {may('curricula.edit', about) && (
        <LinkButton href={`/chuong-trinh/${programme.id}/sua`} kind="secondary" icon="edit">
          {t('curricula.programme.edit')}
        </LinkButton>
      )}
      {may('curricula.edit', about) && !hasDraft && (
        <Form bare hidden={{ ...form.hidden('start'), id: programme.id }}>
          <Button icon="copy">{t('curricula.version.start')}</Button>
        </Form>
      )}
    </>
  )
}

function Current({ data, current, context: { t } }: Props & { current: Content & { version: Version } }) {
  const { framework } = data
  return (
    <>
      <VersionFacts version={current.version} units={current.units} t={t} />
      <Section title={t('curricula.part.outcomes')} id="chuan-dau-ra">
        <OutcomeList outcomes={current.outcomes} levels={current.levels} framework={framework} t={t} />
      </Section>
      <Section title={t('curricula.part.units')} id="mon-hoc">
        <UnitTables units={current.units} electiveCredits={current.version.elective_credits} t={t} />
      </Section>
    </>
  )
}

function Versions({ data: { versions }, context: { t } }: Props) {
  return (
    <Section title={t('curricula.version.list')}>
      <Table
        caption={t('curricula.version.list')}
        rows={versions}
        rowKey={(one) => one.id}
        rowHref={(one) => versionPath(one.id)}
        columns={[
          {
            key: 'number',
            label: t('curricula.field.version'),
            render: (one) => t('curricula.version.number', { number: one.number }),
          },
          {
            key: 'state',
            label: t('curricula.field.state'),
            render: (one) => <StateBadge state={one.state} t={t} />,
          },
          {
            key: 'decision',
            label: t('curricula.field.decision'),
            render: (one) =>
              one.decision_no
                ? t('curricula.decision', { number: one.decision_no, day: t.date(one.decision_date) })
                : '–',
          },
          {
            key: 'active',
            label: t('curricula.field.active'),
            render: (one) => activeWords(one, t),
          },
        ]}
      />
    </Section>
  )
}

function Reviews({ data: { programme, reviews, review, isReviewDue }, context }: Props) {
  const { t, may, form, today } = context
  if (!may('curricula.read', { institution: programme.institution_id })) return null
  const isSent = form.sent === 'review'
  return (
    <Section
      title={t('curricula.review.title')}
      lead={review && t('curricula.review.lead', review)}
      id="ra-soat"
    >
      {reviews.length > 0 && (
        <Facts
          oneColumn
          items={reviews.map((one) => ({
            label: t.date(one.reviewed_on),
            value: t('curricula.review.kept', { minutes: one.minutes_no }),
            note: one.note,
          }))}
        />
      )}
      {may('curricula.approve', { institution: programme.institution_id }) && (
        <Disclosure label={t('curricula.review.record')} open={isSent || isReviewDue}>
          <Form hidden={{ ...form.hidden('review'), id: programme.id }}>
            <DateField
              {...shown(context, 'reviewed_on', t.date(today))}
              label={t('curricula.field.reviewed_on')}
              hint={t('curricula.field.day_hint')}
              required
            />
            <TextField
              {...shown(context, 'minutes_no')}
              label={t('curricula.field.minutes_no')}
              width="half"
              required
            />
            <TextArea
              {...shown(context, 'note')}
              label={t('curricula.field.note')}
              optional={t('curricula.optional')}
              rows={3}
            />
            <FormActions>
              <Button icon="save">{t('curricula.review.save')}</Button>
            </FormActions>
          </Form>
        </Disclosure>
      )}
    </Section>
  )
}
