import { sql } from 'kysely'
import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, PageHeader, TextField } from '#ui/index.ts'
import { createFirstAdministrator } from '../actions/create-first-administrator.ts'
import { NewPasswordField } from '../view/password-fields.tsx'

/** The first administrator of a clean installation. The page is gone once any account exists. */
export const firstPage = definePage({
  path: '/dau-tien',
  permission: 'public',
  frame: 'public',
  query: z.object({ ma: z.string().max(100).default('') }),
  headers: { 'cache-control': 'no-store' },
  async load({ db, query }) {
    const found = await db.selectNoFrom(sql<boolean>`identity.has_account()`.as('has')).executeTakeFirst()
    if (found?.has) throw notFound()
    return query
  },
  title: (_data, t) => t('identity.first.title'),
  forms: {
    save: defineForm({
      action: createFirstAdministrator,
      then: () => ({ to: '/dang-nhap?tiep=/tai-khoan/hai-buoc', say: 'identity.first.done' }),
    }),
  },
  view: ({ ma }, { t, form }) => (
    <>
      <PageHeader title={t('identity.first.title')} lead={t('identity.first.lead')} />
      <Form hidden={{ _form: 'save' }}>
        <TextField
          {...form.field('token', ma)}
          label={t('identity.first.token')}
          hint={t('identity.first.token_hint')}
          autocomplete="off"
          spellcheck={false}
          required
        />
        <TextField {...form.field('name')} label={t('identity.field.name')} autocomplete="name" required />
        <TextField
          {...form.field('email')}
          type="email"
          label={t('identity.field.email')}
          autocomplete="username"
          required
        />
        <NewPasswordField t={t} form={form} label={t('identity.field.password')} />
        <FormActions>
          <Button>{t('identity.first.act')}</Button>
        </FormActions>
      </Form>
    </>
  ),
})
