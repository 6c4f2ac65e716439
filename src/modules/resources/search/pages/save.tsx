import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Form } from '#ui/index.ts'
import { keptQuery } from '../filter.ts'
import type { ListData } from './list.tsx'
import { nameOf } from './names.ts'

/** Keeps this search for who is signed in; where it is kept, what has come since it was last seen. */
export function SaveSearch({ data, context }: { data: ListData; context: ViewContext }) {
  const { t, actor, form } = context
  const query = keptQuery(data.query)
  if (actor.kind !== 'account' || query === '') return null
  const { saved } = data
  if (!saved)
    return (
      <Form
        bare
        label={t('resources.search.save')}
        hidden={{ ...form.hidden('save'), query, name: nameOf(data, t).slice(0, 200) }}
      >
        <div class="mb-4">
          <Button kind="secondary" small icon="plus">
            {t('resources.search.save')}
          </Button>
        </div>
      </Form>
    )
  if (saved.news === 0) return <p class="mb-4 text-sm text-muted">{t('resources.search.saved_here')}</p>
  return (
    <Alert
      kind="info"
      title={t('resources.search.news_at', { count: saved.news, at: t.dateTime(saved.seen_at) })}
      actions={
        <Form bare label={t('resources.search.seen')} hidden={{ ...form.hidden('seen'), id: saved.id }}>
          <Button kind="secondary" small>
            {t('resources.search.seen')}
          </Button>
        </Form>
      }
    />
  )
}
