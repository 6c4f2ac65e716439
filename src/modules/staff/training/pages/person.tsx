import { z } from 'zod'
import { getPerson } from '#modules/people/index.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { RecordHeader } from '../../pages/record-header.tsx'
import { listPosts } from '../../store/post.ts'
import { enrolSelf } from '../actions/enrol.ts'
import { loadTraining, TrainingTab } from '../training-tab.tsx'
import { registeredThen } from './run.tsx'

/** The training tab of a staff record: where a figure's row leads. */
export const personTraining = definePage({
  path: '/nhan-su/:id/boi-duong',
  permission: 'staff.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, actor, app, today }) {
    const found = await getPerson(db, params.id, { actor, app }, 'staff.read', 'staff')
    return {
      ...found,
      posts: await listPosts(db, params.id),
      training: await loadTraining(db, actor, params.id, today),
    }
  },
  about: (data) => data.place,
  looks: (data) => ({ subject: 'people.person', ids: [data.person.id] }),
  title: (data, t) => `${data.person.full_name} · ${t('staff.training.nav')}`,
  forms: {
    register: defineForm({
      action: enrolSelf,
      input: (body) => ({ run: body.run }),
      then: (result) => registeredThen(result, `/boi-duong/lop/${result.run}`),
    }),
  },
  view: (data, context) => (
    <>
      <RecordHeader
        person={data.person}
        posts={data.posts}
        place={data.place}
        current="/nhan-su/:id/boi-duong"
        context={context}
      />
      <TrainingTab data={data.training} context={context} />
    </>
  ),
})
