import type { ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Disclosure,
  Facts,
  Form,
  FormActions,
  Section,
  Select,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { About, Items } from '../../catalogue/pages/resource-about.tsx'
import { FileList, Look } from '../../catalogue/pages/resource-files.tsx'
import { kindText, licenceText, titleText } from '../../catalogue/pages/words.tsx'
import { versionPath } from '../../resource.ts'
import { AnswerForm, DecideForm, TakeOn } from './queue-forms.tsx'
import { Marks, Remarks, spotHref, SubmissionBadge, Verdicts, waitText } from './parts.tsx'
import type { ReviewData } from './queue.tsx'

type Props = { data: ReviewData; context: ViewContext }

/** The thing under review, then what the reader may do with it. */
export function ItemInHand({ data, context }: Props) {
  const { submission, whole } = data
  const { t, app } = context
  return (
    <>
      <div class="flex flex-wrap items-baseline gap-3">
        <h2 class="text-xl font-semibold">{titleText(whole.version, t)}</h2>
        <SubmissionBadge state={submission.state} t={t} />
      </div>
      <p class="mt-1 text-muted">
        {t('resources.review.handed_in_by', {
          name: submission.submitted_by_name,
          at: t.dateTime(submission.submitted_at),
        })}{' '}
        {waitText(submission, app.clock.now(), t)}
      </p>
      {submission.note && <p class="mt-2 whitespace-pre-line">{submission.note}</p>}
      {/* Wide screens: the thing on the left, the criteria beside it. */}
      <div class="grid gap-x-8 2xl:grid-cols-2">
        <div class="min-w-0">
          <div class="mt-4">
            <Look
              data={{ whole, isGone: false, files: whole.files, chosen: data.chosen, seen: data.seen }}
              context={context}
            />
          </div>
          <Items data={whole} context={context} />
          <Description data={data} context={context} />
          <About data={data} context={context} />
          <FileList
            data={{ whole, isGone: false, files: whole.files, chosen: data.chosen }}
            context={context}
          />
          <Remarking data={data} context={context} />
        </div>
        <div class="min-w-0">
          <Results data={data} context={context} />
          <TakeOn data={data} context={context} />
          <AnswerForm data={data} context={context} />
          <Places data={data} context={context} />
          <DecideForm data={data} context={context} />
        </div>
      </div>
    </>
  )
}

/** Places taken and not answered: who decides may free one for somebody else. */
function Places({ data, context: { t, form } }: Props) {
  const { submission, reviews, own } = data
  const open = reviews.filter((one) => one.answered_at === null && one.id !== own?.id)
  if (submission.state !== 'waiting' || !data.isDecider || open.length === 0) return null
  return (
    <Section title={t('resources.review.places')} lead={t('resources.review.places_lead')}>
      <ul class="grid gap-3">
        {open.map((one) => (
          <li key={one.id} class="flex flex-wrap items-baseline gap-x-3">
            <strong>{one.account_name}</strong>
            <span class="text-muted">{t('resources.review.taken_on', { day: t.date(one.taken_at) })}</span>
            <Form bare hidden={{ ...form.hidden('free'), submission: submission.id, review: one.id }}>
              <Button
                small
                kind="secondary"
                label={t('resources.review.free_of', { name: one.account_name })}
              >
                {t('resources.review.free')}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Description({ data, context: { t } }: Props) {
  const { whole, submission } = data
  const { version } = whole
  return (
    <Disclosure label={t('resources.review.description')} open>
      <Facts
        items={[
          { label: t('resources.kind'), value: kindText(version.kind, t) },
          {
            label: t('resources.catalogue.field.authors'),
            value: whole.authors.map((one) => one.name).join(', '),
          },
          { label: t('resources.catalogue.field.licence'), value: licenceText(whole.licence, t) },
          { label: t('resources.access'), value: t.dynamic(`resources.access.${submission.access}`) },
          {
            label: t('resources.catalogue.sources'),
            value: whole.origins.map((one) => one.title).join(', ') || '–',
          },
          { label: t('resources.catalogue.field.summary'), value: version.summary || '–', wide: true },
          ...(version.number > 1
            ? [
                {
                  label: t('resources.catalogue.field.change_note'),
                  value: (
                    <>
                      {version.change_note ?? '–'}{' '}
                      <a
                        href={`/hoc-lieu/${version.code}/khac-biet?tu=${version.number - 1}&den=${version.number}`}
                      >
                        {t('resources.catalogue.see_difference')}
                      </a>
                    </>
                  ),
                  wide: true,
                },
              ]
            : []),
        ]}
      />
    </Disclosure>
  )
}

function Remarking({ data, context }: Props) {
  const { submission, whole, remarks } = data
  const { t, form } = context
  const isOpen = submission.state === 'waiting' || submission.state === 'reviewed'
  return (
    <Section title={t('resources.review.remarks')} id="remarks">
      <Remarks
        remarks={remarks}
        context={context}
        hrefOf={(one) => spotHref(versionPath(submission.code, submission.number), whole.files, one)}
        empty={<p class="text-muted">{t('resources.review.no_remarks')}</p>}
      />
      {isOpen && (data.own ?? data.isDecider) && (
        <div class="mt-4">
          <Form
            label={t('resources.review.add_remark')}
            hidden={{ ...form.hidden('remark'), submission: submission.id }}
          >
            <TextArea
              {...form.field('text')}
              label={t('resources.review.add_remark')}
              rows={2}
              maxlength={4000}
            />
            <div class="grid gap-x-4 sm:grid-cols-2">
              <Select
                {...form.field('file', data.chosen?.id)}
                label={t('resources.review.remark_file')}
                placeholder={t('resources.review.spot_whole')}
                options={whole.files.map((file) => ({ value: file.id, label: file.path }))}
              />
              <TextField
                {...form.field('spot')}
                label={t('resources.review.spot')}
                hint={t('resources.review.spot_hint')}
                width="short"
              />
            </div>
            <FormActions>
              <Button kind="secondary">{t('resources.review.add_remark_act')}</Button>
            </FormActions>
          </Form>
        </div>
      )}
    </Section>
  )
}

/** What reviewers answered. */
function Results({ data, context: { t } }: Props) {
  const { reviews, rubric, submission } = data
  if (reviews.length === 0 || data.isBlind) return null
  return (
    <Section title={t('resources.review.results')}>
      <div class="grid gap-4">
        <Verdicts reviews={reviews} t={t} />
        <Marks rubric={rubric} reviews={reviews} t={t} />
        {submission.decided_at && (
          <p>
            {t('resources.review.decided_by', {
              name: submission.decided_by_name ?? '',
              day: t.date(submission.decided_at),
            })}{' '}
            {submission.decision_note}{' '}
            <a href={`/hoc-lieu/tham-dinh/${submission.id}/bien-ban.pdf`}>
              {t('resources.review.minutes_open')}
            </a>
          </p>
        )}
      </div>
    </Section>
  )
}
