import type { ViewContext } from '#platform/pages/page.ts'
import { Button, Disclosure, Form, FormActions, TextField } from '#ui/index.ts'
import type { Data } from './page.tsx'

type Props = { data: Data; context: ViewContext }

/** What else is done with a page: let go or taken back, turned, put in another place, taken away. */
export function PageActs({ data, context }: Props) {
  const { t, form } = context
  const { page, work } = data
  const hidden = (name: string) => ({ ...form.hidden(name), id: page.id })
  return (
    <div class="mt-8 grid gap-4 print:hidden">
      {work.do === 'key' && work.isBegun && (
        <Disclosure label={t('diplomas.old.leave')}>
          <p class="mb-3">{t('diplomas.old.leave_hint')}</p>
          <Form hidden={hidden('leave')}>
            <Button kind="secondary">{t('diplomas.old.leave_act')}</Button>
          </Form>
        </Disclosure>
      )}
      {work.do === 'wait' && work.idle && (
        <Form hidden={hidden('back')} label={t('diplomas.old.take_back')}>
          <p class="mb-3">{t('diplomas.old.take_back_hint')}</p>
          <Button kind="secondary">{t('diplomas.old.take_back')}</Button>
        </Form>
      )}
      <Disclosure label={t('diplomas.old.mend')} open={form.sent === 'move' || form.sent === 'remove'}>
        <Form bare hidden={hidden('turn')} label={t('diplomas.old.turn')}>
          <FormActions>
            <Button kind="secondary" name="way" value="left">
              {t('diplomas.old.turn_left')}
            </Button>
            <Button kind="secondary" name="way" value="right">
              {t('diplomas.old.turn_right')}
            </Button>
          </FormActions>
        </Form>
        <Form hidden={hidden('move')} label={t('diplomas.old.move')}>
          <TextField
            {...(form.sent === 'move' ? form.field('number') : { name: 'number', value: page.number })}
            label={t('diplomas.old.move')}
            hint={t('diplomas.old.move_hint')}
            width="short"
            inputmode="numeric"
            required
          />
          <FormActions>
            <Button kind="secondary">{t('diplomas.old.move_act')}</Button>
          </FormActions>
        </Form>
        {page.state === 'scanned' && (
          <Form hidden={hidden('remove')} label={t('diplomas.old.remove')}>
            <p class="mb-3 mt-6">{t('diplomas.old.remove_hint')}</p>
            <Button kind="danger">{t('diplomas.old.remove')}</Button>
          </Form>
        )}
      </Disclosure>
    </div>
  )
}
