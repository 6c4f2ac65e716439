import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { insertPeople, linkPeople, type NewPerson } from '#modules/people/index.ts'
import { insertPosts, type NewPost } from '../store/post.ts'
import { insertQualifications, type NewQualification } from '../store/qualification.ts'

export type Example = { people: NewPerson[]; posts: NewPost[]; qualifications: NewQualification[] }

/** Loads generated people with their posts and qualifications in one act. Every person is marked as an example. */
export const loadExample = defineAction({
  name: 'staff.load-example',
  permission: 'staff.edit',
  input: z.object({ example: z.custom<Example>((value) => typeof value === 'object' && value !== null) }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input: { example } }) {
    const people = await insertPeople(
      tx,
      example.people.map((person) => ({ ...person, is_demo: true })),
    )
    await linkPeople(
      tx,
      example.posts.map(({ person_id, institution_id }) => ({ person_id, institution_id })),
      'staff',
    )
    const posts = await insertPosts(
      tx,
      example.posts.map((post) => ({ ...post, is_demo: true })),
    )
    await insertQualifications(
      tx,
      example.qualifications.map((one) => ({ ...one, source: 'demo' })),
    )
    const home = new Map(example.posts.map((post) => [post.person_id, post.institution_id]))
    const qualified = example.qualifications.map((one) => ({
      subject: 'staff.qualification',
      id: one.id,
      institution: home.get(one.person_id),
      before: null,
      after: { ...one },
    }))
    const placed = people.map((change) => ({ ...change, institution: home.get(change.id) }))
    return {
      result: { people: people.length, posts: posts.length },
      changes: [...placed, ...posts, ...qualified],
    }
  },
})
