import { reach } from '#platform/access.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, PageHeader, RadioGroup, TextField } from '#ui/index.ts'
import { inviteAccount } from '../actions/invite-account.ts'
import { listInstitutions } from '../store/account.ts'
import { GrantFieldsView } from '../view/grant-fields.tsx'

const permission = 'identity.manage-accounts'

/** Inviting a person: name, address, first role. */
export const newAccountPage = definePage({
  path: '/quan-tri/tai-khoan/moi',
  permission,
  async load({ db, actor, today }) {
    const mine = reach(actor, permission)
    return { institutions: await listInstitutions(db, today, mine), isWide: mine === 'all' }
  },
  title: (_data, t) => t('identity.invite.title'),
  forms: {
    save: defineForm({
      action: inviteAccount,
      then: (result) => ({
        to: `/quan-tri/tai-khoan/${result.id}`,
        say: result.isNew ? 'identity.invite.sent' : 'identity.invite.known',
      }),
    }),
  },
  view: ({ institutions, isWide }, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('identity.invite.title')}
          lead={t('identity.invite.lead')}
          breadcrumb={[{ href: '/quan-tri/tai-khoan', label: t('identity.list.title') }]}
          breadcrumbLabel={t('identity.breadcrumb')}
        />
        <Form hidden={form.hidden('save')}>
          <TextField {...form.field('name')} label={t('identity.field.name')} autocomplete="off" required />
          <TextField
            {...form.field('email')}
            type="email"
            label={t('identity.field.email')}
            autocomplete="off"
            required
          />
          <RadioGroup
            {...form.field('lang', 'vi')}
            label={t('identity.invite.lang')}
            options={[
              { value: 'vi', label: 'Tiếng Việt' },
              { value: 'en', label: 'English' },
            ]}
            inline
          />
          <GrantFieldsView context={context} institutions={institutions} isWide={isWide} />
          <FormActions>
            <Button icon="send">{t('identity.invite.act')}</Button>
          </FormActions>
        </Form>
      </>
    )
  },
})
