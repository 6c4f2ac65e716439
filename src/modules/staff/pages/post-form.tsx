import type { ViewContext } from '#platform/pages/page.ts'
import { Button, Form, FormActions, LinkButton, PageHeader, type Children } from '#ui/index.ts'
import type { Post } from '../post.ts'
import { PostFormFields } from './post-fields.tsx'

/** The form of one post of a person; `children` stand before the fields. Without `post`, of a new one. */
export function PostForm(props: {
  title: string
  person: { id: string; full_name: string }
  post?: Post
  context: ViewContext
  children?: Children
}) {
  const { title, person, post, context } = props
  const { t, form } = context
  return (
    <>
      <PageHeader title={title} lead={person.full_name} />
      <Form hidden={form.hidden('save', post && { version: post.version })}>
        {props.children}
        <PostFormFields {...(post ? { post } : {})} context={context} />
        <FormActions>
          <Button>{t('people.edit.save')}</Button>
          <LinkButton kind="ghost" href={`/nhan-su/${person.id}`}>
            {t('people.edit.cancel')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  )
}
