import { z } from 'zod'
import { definePage } from '#platform/pages/page.ts'
import { resultOf } from '../facts.ts'
import { findByAddress } from '../store/check.ts'
import { CheckAnswer, type Answer } from './answer.tsx'

/** Results are for who asked: no search engine and no cache between keeps them. */
export const privateHeaders = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow' }

/** A code typed from paper: small letters, and the letters that are taken for digits, are meant as the code has them. */
export const readPublicId = (text: string): string =>
  text.toUpperCase().replaceAll('-', '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')

/** Where the QR code of a diploma leads: the answer at once, for anybody, without script. */
export const diplomaPage = definePage<Answer & { now: Date }, { public_id: string }>({
  path: '/van-bang/:public_id{[0-9A-Za-z-]+}',
  permission: 'public',
  params: z.object({ public_id: z.string().max(40).transform(readPublicId) }),
  headers: privateHeaders,
  async load({ db, params, app }) {
    const facts = await findByAddress(db, params.public_id)
    return { by: 'address', facts, result: facts ? resultOf(facts.state) : 'unknown', now: app.clock.now() }
  },
  title: ({ result }, t) => t(`diplomas.check.result.${result}`),
  view: (data, { t }) => <CheckAnswer answer={data} t={t} now={data.now} />,
})
