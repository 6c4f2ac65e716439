import type { z } from 'zod'
import { deviceName } from '#modules/identity/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { AppError } from '#platform/errors.ts'
import { parseInput } from '#platform/actions/run.ts'
import { readForm } from '#platform/forms/state.ts'
import { addressOf } from '#platform/rate.ts'
import { checkAddress } from '../address.ts'
import { shareAddress } from '../credentials/addresses.ts'
import type { CheckResult } from '../diploma.ts'
import { answerQuestion, senderOf } from './answer.ts'
import { Asked, AskedBody, AskedList, CheckAnswerShape, type ShownDiploma } from './api-shapes.ts'
import { provedResult, type PublicFacts } from './facts.ts'
import { judgeFile, largestFile } from './file/judge.ts'
import { answerRows, type AnsweredRow } from './many/answer.ts'
import { readQuestion } from './question.ts'
import { coarseNetwork } from '../own/share.ts'
import { noteShareLook } from '../own/store/share.ts'
import { findByAddress } from './store/check.ts'
import { failedOf, resultOfFile, type FileVerdict } from './verdict.ts'

/**
 * Checks by machine. JSON `{serial, name?, birth_date?}`; with an API key `{items: […]}`, up to 200; or a file: as the body
 * (PDF, or a credential as JSON), or as `file` of a multipart form.
 */
export const checkApi = defineEndpoint({
  method: 'POST',
  path: '/api/v1/diplomas/check',
  permission: 'public',
  maxBody: 2 * largestFile,
  document: {
    summary:
      'Check a diploma by its number and its holder, or by its file (body application/pdf or application/vc, or form field file)',
    body: AskedBody,
    response: CheckAnswerShape,
  },
  async handle(context) {
    const answer = await answerBody(context)
    return Response.json(answer, { headers: { 'cache-control': 'private, no-store' } })
  },
})

async function answerBody(context: EndpointContext): Promise<unknown> {
  const { request } = context
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) {
    const file = (await readForm(request)).get('file')
    if (!(file instanceof File)) throw new AppError('invalid', 'diplomas.check.error.file_none')
    return answerFile(context, new Uint8Array(await file.arrayBuffer()))
  }
  const bytes = new Uint8Array(await request.arrayBuffer())
  const body = /json/.test(type) ? readJson(bytes) : undefined
  if (body && 'items' in body) return answerList(context, body)
  return body && !('proof' in body) && !('@context' in body)
    ? answerOne(context, body)
    : answerFile(context, bytes)
}

function readJson(bytes: Uint8Array): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (body && typeof body === 'object') return body as Record<string, unknown>
  } catch {
    // said below
  }
  throw new AppError('invalid', 'diplomas.check.error.api')
}

async function answerOne(
  { app, actor, request, read, lang }: EndpointContext,
  body: unknown,
): Promise<unknown> {
  const { serial, name, birth_date } = parseInput(Asked, body, lang)
  const { question, faults } = readQuestion({ serial, name, birth: birth_date })
  if (!question) {
    const { birth, ...others } = faults
    throw new AppError('invalid', 'platform.error.invalid', {
      ...others,
      ...(birth && { birth_date: birth }),
    })
  }
  const found = await read((db) => answerQuestion(app, db, question, senderOf(actor, request)))
  const [facts] = found
  return {
    result: facts ? provedResult(facts) : 'unknown',
    diploma: facts ? shown(app, facts) : null,
    ...(found.length > 1 && { others: found.slice(1).map((one) => shown(app, one)) }),
  }
}

async function answerFile({ app, read, request }: EndpointContext, bytes: Uint8Array): Promise<unknown> {
  const verdict = await judgeFile(app, bytes)
  // Its holder sees who looked, by the file as by the link.
  if (verdict.share?.state)
    await noteShareLook(app, verdict.share.token, {
      network: coarseNetwork(addressOf(request.headers)),
      device: deviceName(request.headers.get('user-agent')),
    })
  const id = verdict.public_id
  const facts = id ? await read((db) => findByAddress(db, id)) : undefined
  return fileAnswer(app, verdict, facts)
}

/** The answer for a file, in the shape that stays. What an altered file says is no fact, so its diploma is only named. */
function fileAnswer(app: EndpointContext['app'], verdict: FileVerdict, facts: PublicFacts | undefined) {
  const result: CheckResult = resultOfFile(verdict, facts)
  const isGenuine = verdict.result === 'genuine'
  return {
    result,
    file: verdict.file,
    failed: failedOf(verdict, facts),
    signer: verdict.signer,
    diploma: isGenuine && facts ? shown(app, facts) : null,
    register: facts
      ? checkAddress(app, facts.public_id)
      : verdict.share
        ? shareAddress(app.publicUrl(), verdict.share.token)
        : null,
  }
}

async function answerList(
  { app, actor, request, read, lang }: EndpointContext,
  body: unknown,
): Promise<unknown> {
  if (actor.kind !== 'account' || actor.via !== 'api-key')
    throw new AppError('unauthenticated', 'diplomas.check.error.key')
  const { items } = parseInput(AskedList, body, lang)
  const rows = items.map(({ serial, name, birth_date }, at) => ({
    row: at + 1,
    serial,
    name,
    birth: birth_date,
  }))
  const answered = await read((db) => answerRows(app, db, rows, senderOf(actor, request)))
  const t = app.catalog(lang)
  return {
    items: answered.map((row) => listed(row, app, t)),
  }
}

function listed(answered: AnsweredRow, app: EndpointContext['app'], t: Translate) {
  const { birth, fault, public_id, is_suspended, is_compared, shares_number, others, ...one } = answered
  return {
    ...one,
    ...(birth !== undefined && { birth_date: birth }),
    ...(is_suspended && { suspended: true }),
    ...(is_compared === false && { compared: false }),
    ...(shares_number && { number_shared: true }),
    ...(others && { others }),
    ...(fault && { message: t.dynamic(fault) }),
    ...(public_id && { register: checkAddress(app, public_id) }),
  }
}

/** What is public of a diploma, by names that stay. */
function shown(app: EndpointContext['app'], facts: PublicFacts): z.output<typeof ShownDiploma> {
  const {
    institution_id: _,
    public_id,
    state,
    book,
    act,
    successor,
    is_compared,
    shares_number,
    ...rest
  } = facts
  return {
    ...rest,
    suspended: state === 'suspended',
    compared: is_compared,
    number_shared: shares_number,
    register_year: book?.year ?? null,
    ended: act,
    register: checkAddress(app, public_id),
    successor: successor && checkAddress(app, successor),
  }
}
