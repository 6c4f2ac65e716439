import type { ViewContext } from '#platform/pages/page.ts'
import { Button, Checkbox, FieldSet, TextField } from '#ui/index.ts'
import { resourcePath } from '../../resource.ts'
import type { DraftData } from './draft.tsx'
import { kindText } from './words.tsx'

/** What a collection holds, each with its place in the order. */
export function DraftItems({ data, context }: { data: DraftData; context: ViewContext }) {
  const { items } = data.whole
  const { t, form } = context
  return (
    <div id="p-items">
      <FieldSet legend={t('resources.catalogue.items')} hint={t('resources.catalogue.items_hint')}>
        <ol class="grid gap-3">
          {items.map((item, at) => (
            <li key={item.resource_id} class="panel">
              <input type="hidden" name={`items.${at}.resource_id`} value={item.resource_id} />
              <div class="flex flex-wrap items-baseline justify-between gap-2">
                <p>
                  <a href={resourcePath(item.code)}>{item.title || item.code}</a>{' '}
                  <span class="text-muted">{item.kind && kindText(item.kind, t)}</span>
                </p>
                <Button
                  kind="ghost"
                  small
                  name="remove"
                  value={`item:${item.resource_id}`}
                  label={t('resources.catalogue.take_out_of', { what: item.title })}
                >
                  {t('resources.catalogue.take_out')}
                </Button>
              </div>
              <div class="mt-2 grid gap-x-4 sm:grid-cols-[8rem_1fr]">
                <TextField
                  {...form.field(`items.${at}.place`, item.position)}
                  label={t('resources.catalogue.item_place')}
                  inputmode="numeric"
                />
                <TextField
                  {...form.field(`items.${at}.note`, item.note)}
                  label={t('resources.catalogue.item_note')}
                  maxlength={500}
                />
              </div>
              <Checkbox
                name={`items.${at}.fixed`}
                label={t('resources.catalogue.item_fixed')}
                checked={form.sent ? form.values[`items.${at}.fixed`] === 'true' : item.fixed_number !== null}
              />
            </li>
          ))}
          {data.hidden.map((item) => (
            <li key={item.resource_id} class="panel flex flex-wrap items-baseline justify-between gap-2">
              <p>{t('resources.catalogue.item_hidden')}</p>
              <Button
                kind="ghost"
                small
                name="remove"
                value={`item:${item.resource_id}`}
                label={t('resources.catalogue.take_out_of', { what: t('resources.catalogue.item_hidden') })}
              >
                {t('resources.catalogue.take_out')}
              </Button>
            </li>
          ))}
        </ol>
      </FieldSet>
    </div>
  )
}
