import { AppError } from '#platform/errors.ts'
import { readForm } from '#platform/forms/state.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { sealSent, type Sent } from '../verdict.ts'
import { judgeFile, largestFile } from './judge.ts'

/** Takes the file of the page's form, keeps nothing, and leads back to the page with the verdict, sealed in its address. */
export const sendFile = defineEndpoint({
  method: 'POST',
  path: '/van-bang/tep',
  permission: 'public',
  // A larger body is not read to its end; a file a little too large still gets the page's own words.
  maxBody: 2 * largestFile,
  async handle({ app, request }) {
    const file = (await readForm(request)).get('tep')
    const sent = await judge()
    const share = 'verdict' in sent ? sent.verdict.share : undefined
    // What was shared in part is answered by the link itself: its lines, and what of it still holds.
    const location = share
      ? `/van-bang/chia-se/${share.token}`
      : `/van-bang?${new URLSearchParams({ tep: sealSent(app, sent) })}`
    return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })

    async function judge(): Promise<Sent> {
      if (!(file instanceof File) || file.size === 0) return { error: 'diplomas.check.error.file_none' }
      try {
        const bytes = new Uint8Array(await file.arrayBuffer())
        return { verdict: await judgeFile(app, bytes) }
      } catch (error) {
        if (error instanceof AppError && error.refusal === 'invalid') return { error: error.reason.key }
        throw error
      }
    }
  },
})
