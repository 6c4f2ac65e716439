import { inviteAccount } from '#modules/identity/index.ts'
import type { Person } from '#modules/people/index.ts'
import type { Place } from '#platform/access.ts'
import { defineForm, type PageForm, type ViewContext } from '#platform/pages/page.ts'
import { Button, Form, FormActions, Section, TextField } from '#ui/index.ts'
import { isHeld, type Post } from '../post.ts'

/** Invites the person of the record to use the system, as a teacher of the school named in the form. */
export const inviteForm: PageForm = defineForm({
  action: inviteAccount,
  input: (body, { params }) => ({
    name: body.name,
    email: body.email,
    role: 'teacher',
    area_kind: 'institution',
    area_id: body.institution,
    person: params.id,
  }),
  then: (_result, { params }) => ({ to: `/nhan-su/${params.id}`, say: 'staff.invite.done' }),
})

/** Shown to who manages the school's accounts, for people who hold a post. */
export function Invite(props: {
  person: Person
  posts: readonly Post[]
  place: Place
  context: ViewContext
}) {
  const { person, posts, context } = props
  const { t, form, may, today } = context
  const post = posts.find(
    (one) => isHeld(one, today) && may('identity.manage-accounts', { institution: one.institution_id }),
  )
  if (!post) return null
  return (
    <Section title={t('staff.invite.title')} lead={t('staff.invite.lead')}>
      <Form hidden={{ ...form.hidden('invite'), institution: post.institution_id, name: person.full_name }}>
        <TextField
          {...form.field('email', person.email)}
          type="email"
          label={t('staff.invite.email')}
          autocomplete="off"
          required
        />
        <FormActions>
          <Button kind="secondary">{t('staff.invite.act')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
