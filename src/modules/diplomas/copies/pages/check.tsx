import { z } from 'zod'
import { definePage } from '#platform/pages/page.ts'
import { Alert } from '#ui/index.ts'
import { resultOf } from '../../check/facts.ts'
import { CheckAnswer } from '../../check/pages/answer.tsx'
import { privateHeaders, readPublicId } from '../../check/pages/diploma.tsx'
import { findPublicCopy, type PublicCopy } from '../store/copy.ts'

type Data = { copy: PublicCopy | undefined; now: Date }

/** Where the QR code of a copy leads: that it is a copy, and what the register says of the original today. */
export const copyCheck = definePage<Data, { public_id: string }>({
  path: '/van-bang/ban-sao/:public_id{[0-9A-Za-z-]+}',
  permission: 'public',
  params: z.object({ public_id: z.string().max(40).transform(readPublicId) }),
  headers: privateHeaders,
  load: async ({ db, params, app }) => ({
    copy: await findPublicCopy(db, params.public_id),
    now: app.clock.now(),
  }),
  title: (_data, t) => t('diplomas.copies.doc.title'),
  view: ({ copy, now }, { t }) => {
    const answer = copy
      ? ({ by: 'address', facts: copy.facts, result: resultOf(copy.facts.state) } as const)
      : ({ by: 'address', result: 'unknown' } as const)
    return (
      <>
        {copy && (
          <Alert kind="info" title={t('diplomas.copies.check.title')}>
            {t('diplomas.copies.check.text', { entry: copy.entry_no, day: t.date(copy.issued_on) })}
          </Alert>
        )}
        <CheckAnswer answer={answer} t={t} now={now} />
      </>
    )
  },
})
