import { z } from 'zod'
import { reach } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { definePage } from '#platform/pages/page.ts'
import { PageHeader } from '#ui/index.ts'
import { findShared, listAnswers, scoresOf, suggestCourses } from '../store/assessments.ts'
import { getFramework } from '../store/framework.ts'
import { gapsOf, Report } from './report.tsx'

/** A result somebody chose to show the managers of the school. */
export const sharedResult = definePage({
  path: '/nang-luc-so/chia-se/:id',
  permission: 'staff.see-competence-map',
  params: z.object({ id: z.uuid() }),
  async load({ db, actor, params, today }) {
    const schools = reach(actor, 'staff.see-competence-map')
    const assessment = schools === 'all' ? undefined : await findShared(db, params.id, schools)
    if (!assessment) throw notFound()
    const framework = await getFramework(db, today)
    const scores = scoresOf(await listAnswers(db, assessment.id))
    return {
      assessment,
      framework,
      scores,
      before: undefined,
      suggestions: await suggestCourses(db, gapsOf(framework, scores), today),
    }
  },
  about: (data) => ({ institution: data.assessment.shared_with ?? undefined }),
  looks: (data) => ({ subject: 'people.person', ids: [data.assessment.person_id] }),
  title: (data) => data.assessment.full_name,
  view: (data, context) => (
    <>
      <PageHeader
        title={data.assessment.full_name}
        lead={context.t('staff.competence.result.of', {
          name: data.assessment.full_name,
          day: context.t.date(data.assessment.finished_on),
        })}
        breadcrumb={[{ href: '/nang-luc-so', label: context.t('staff.competence.map.title') }]}
        breadcrumbLabel={context.t('staff.competence.map.nav')}
      />
      <Report data={data} context={context} />
    </>
  ),
})
