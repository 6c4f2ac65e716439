import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Button, ConfirmPanel, Empty, Form, LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import { remove, share } from '../actions/self-assess.ts'
import { listAnswers, listFinished, scoresOf, suggestCourses, type Assessment } from '../store/assessments.ts'
import { getFramework } from '../store/framework.ts'
import { gapsOf, Report, type ReportData } from './report.tsx'

const Query = z.object({
  lan: z.uuid().optional().catch(undefined),
  xoa: z.literal('1').optional().catch(undefined),
})
type Data = {
  finished: Assessment[]
  shown: (ReportData & { assessment: Assessment }) | undefined
  isDeleting: boolean
}

/** One's own result: words first, compared with the time before; share it, delete it, see earlier ones. */
export const assessmentResult = definePage({
  path: '/tu-danh-gia/ket-qua',
  permission: 'signed-in',
  query: Query,
  async load({ db, actor, query, today }): Promise<Data> {
    const personId = actor.kind === 'account' ? actor.personId : undefined
    const framework = await getFramework(db, today)
    const finished = personId ? await listFinished(db, personId, framework.id) : []
    const at = query.lan ? finished.findIndex((one) => one.id === query.lan) : 0
    const assessment = finished[at]
    if (query.lan && !assessment) throw notFound()
    if (!assessment) return { finished, shown: undefined, isDeleting: false }
    const earlier = finished[at + 1]
    const scores = scoresOf(await listAnswers(db, assessment.id))
    const before = earlier && scoresOf(await listAnswers(db, earlier.id))
    const suggestions = await suggestCourses(db, gapsOf(framework, scores), today)
    return {
      finished,
      shown: { assessment, framework, scores, before, suggestions },
      isDeleting: query.xoa === '1',
    }
  },
  title: (_data, t) => t('staff.competence.result.title'),
  forms: {
    share: defineForm({
      action: share,
      then: (result) => ({
        to: `/tu-danh-gia/ket-qua?lan=${result.id}`,
        say: result.shared ? 'staff.competence.result.shared' : 'staff.competence.result.unshared',
      }),
    }),
    remove: defineForm({
      action: remove,
      then: () => ({ to: '/tu-danh-gia', say: 'staff.competence.result.deleted' }),
    }),
  },
  view: ({ finished, shown, isDeleting }, context) => {
    const { t } = context
    if (!shown)
      return (
        <Empty
          title={t('staff.competence.result.none')}
          action={{ href: '/tu-danh-gia', label: t('staff.competence.start.begin') }}
        >
          {t('staff.competence.result.none_hint')}
        </Empty>
      )
    const { assessment } = shown
    const day = t.date(assessment.finished_on)
    return (
      <>
        <PageHeader
          title={t('staff.competence.result.title')}
          lead={
            assessment.shared_on
              ? t('staff.competence.result.on_shared', { day, shared: t.date(assessment.shared_on) })
              : t('staff.competence.result.on', { day })
          }
          breadcrumb={[{ href: '/tu-danh-gia', label: t('staff.competence.start.title') }]}
          breadcrumbLabel={t('staff.competence.nav')}
          actions={
            <LinkButton kind="secondary" href="/tu-danh-gia">
              {t('staff.competence.result.again')}
            </LinkButton>
          }
        />
        {isDeleting && <Deleting assessment={assessment} context={context} />}
        <Report data={shown} context={context} />
        <Own assessment={assessment} context={context} />
        {finished.length > 1 && <HistoryOf finished={finished} context={context} />}
      </>
    )
  },
})

function Deleting({ assessment, context: { t, form } }: { assessment: Assessment; context: ViewContext }) {
  return (
    <ConfirmPanel
      danger
      title={t('staff.competence.result.delete_title', { day: t.date(assessment.finished_on) })}
      consequences={[t('staff.competence.result.delete_loses'), t('staff.competence.result.delete_map')]}
      hidden={{ ...form.hidden('remove'), id: assessment.id }}
      confirmLabel={t('staff.competence.result.delete')}
      cancelHref={`/tu-danh-gia/ket-qua?lan=${assessment.id}`}
      cancelLabel={t('staff.competence.result.keep')}
    />
  )
}

function Own({ assessment, context: { t, form } }: { assessment: Assessment; context: ViewContext }) {
  const isShared = assessment.shared_on !== null
  return (
    <Section title={t('staff.competence.result.share')} lead={t('staff.competence.result.share_text')}>
      <div class="flex flex-wrap gap-3">
        <Form bare hidden={{ ...form.hidden('share'), id: assessment.id, share: isShared ? 'no' : 'yes' }}>
          <Button kind="secondary">
            {t(isShared ? 'staff.competence.result.unshare' : 'staff.competence.result.share')}
          </Button>
        </Form>
        <LinkButton kind="ghost" icon="trash" href={`/tu-danh-gia/ket-qua?lan=${assessment.id}&xoa=1`}>
          {t('staff.competence.result.delete')}
        </LinkButton>
      </div>
    </Section>
  )
}

function HistoryOf({ finished, context: { t } }: { finished: readonly Assessment[]; context: ViewContext }) {
  return (
    <Section title={t('staff.competence.result.history')}>
      <Table
        caption={t('staff.competence.result.history')}
        rows={finished}
        rowKey={(one) => one.id}
        rowHref={(one) => `/tu-danh-gia/ket-qua?lan=${one.id}`}
        columns={[
          {
            key: 'finished_on',
            label: t('staff.competence.result.when'),
            render: (one) => t.date(one.finished_on),
          },
        ]}
      />
    </Section>
  )
}
