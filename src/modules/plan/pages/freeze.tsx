import { z } from 'zod'
import { notFound, precondition } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Alert,
  BoardSentence,
  Button,
  DateField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  TextArea,
} from '#ui/index.ts'
import { freezeValue } from '../actions/freeze-value.ts'
import { indicatorCode } from '../input.ts'
import { sentence, wordsOf } from '../speech.ts'
import { loadBoard } from '../store/board.ts'
import { DayQuery, viewDay } from '../view-day.ts'
import { editionAddress } from './histories.tsx'

/** Freezes an indicator's figure of a day: shows what would be kept, and says that it cannot be undone. */
export const freezePage = definePage({
  path: '/chi-tieu/:code/chot',
  permission: 'plan.freeze',
  params: z.object({ code: indicatorCode }),
  query: DayQuery,
  async load({ app, params, query, today }) {
    const at = viewDay(query, today)
    const [row] = (await loadBoard(app, at.asOf, params.code)).rows
    if (!row) throw notFound()
    if (!row.measure) throw precondition('plan.error.not_measured')
    return { at, row }
  },
  about: () => ({ province: true }),
  title: ({ row }, t) => t('plan.freeze.title', { code: row.indicator.code }),
  forms: {
    freeze: defineForm({
      action: freezeValue,
      then: (result) => ({
        to: editionAddress(result.code, result),
        say: 'plan.freeze.done',
        params: { code: result.code },
      }),
    }),
  },
  view: ({ at, row }, { t, form }) => {
    const { code } = row.indicator
    return (
      <>
        <PageHeader
          title={t('plan.freeze.title', { code })}
          lead={wordsOf(t, row.indicator).name}
          breadcrumb={[
            { href: '/chi-tieu', label: t('plan.board.title') },
            { href: `/chi-tieu/${code}`, label: code },
          ]}
          breadcrumbLabel={t('plan.breadcrumb')}
        />
        <BoardSentence
          title={t('plan.freeze.preview', { day: t.date(at.asOf) })}
          sentence={sentence(t, row)}
          note={t('plan.freeze.preview_note')}
        />
        <div class="mt-4">
          <Alert kind="warning" title={t('plan.freeze.warning')}>
            {t('plan.freeze.warning_text')}
          </Alert>
        </div>
        <Form hidden={form.hidden('freeze')}>
          <DateField
            {...form.field('as_of', t.date(at.asOf))}
            label={t('plan.field.as_of')}
            hint={t('plan.day.hint')}
            required
          />
          <TextArea
            {...form.field('note')}
            label={t('plan.field.note')}
            hint={t('plan.freeze.note_hint')}
            optional={t('plan.optional')}
          />
          <FormActions>
            <Button icon="lock">{t('plan.freeze.act')}</Button>
            <LinkButton href={`/chi-tieu/${code}`} kind="ghost">
              {t('plan.back')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})
