import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { listPeople } from '#modules/people/index.ts'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { App } from '#platform/app.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import { guardRate } from '#platform/rate.ts'
import type { Diploma } from '../../diploma.ts'
import { diplomaColumns, getDiploma, insertEvents } from '../../store/diploma.ts'
import { dropCodes, isCode, keepCode } from '../store/code.ts'
import { typedDay } from '../typed.ts'

const Input = z.object({
  diplomas: z.array(z.uuid()).min(1, 'diplomas.issuing.error.choose').max(1000),
  on_date: typedDay,
  to: z.enum(['holder', 'authorised'], 'diplomas.issuing.error.to'),
  name: z.string().trim().max(120).optional(),
  proof: z.string().trim().max(300).optional(),
  code: z.string().trim().max(20).optional(),
})
type Input = z.output<typeof Input>

type Target = { rows: Diploma[]; institution: string }

/**
 * Hands issued diplomas over, one or many of a school: when, and to whom. Somebody else than the holder is named with the proof of the
 * authorisation. A one-time code, where one was sent, may stand for the signature.
 */
export const handOver = defineAction({
  name: 'diplomas.hand-over',
  permission: 'diplomas.register',
  input: Input,
  find: findAll,
  about: (target) => ({ institution: target.institution }),
  async run(tx, { input, target: { rows, institution }, actor, today, app }) {
    checkWho(input, rows, today)
    const bySign = input.code === undefined
    if (!bySign) await checkCode(app, tx, rows, input.code!)
    const ids = rows.map((row) => row.id)
    const done = await sql<{
      id: string
    }>`update diplomas.diploma set state = 'delivered', version = version + 1
      where id = any(${ids}::uuid[]) and state = 'issued' and origin = 'issued' returning id`.execute(tx)
    if (done.rows.length < ids.length) throw precondition('diplomas.issuing.error.not_issued')
    await dropCodes(tx, ids)
    const detail = {
      to: input.to,
      method: bySign ? 'signature' : 'code',
      ...(input.to === 'authorised' ? { name: input.name, proof: input.proof } : {}),
    }
    const { kind: _, ...by } = actorLabel(actor)
    await insertEvents(tx, ids, { act: 'deliver', on_date: input.on_date, detail }, by)
    return {
      result: { count: ids.length, run: rows[0]!.run_id, id: ids[0]! },
      changes: ids.map((id) => ({
        subject: 'diplomas.diploma',
        id,
        institution,
        before: { state: 'issued' },
        after: { state: 'delivered', on_date: input.on_date, ...detail },
      })),
    }
  },
})

async function findAll(db: Db, input: Input): Promise<Target> {
  const found = await sql<Diploma>`select ${diplomaColumns} from diplomas.diploma d
    where d.id = any(${input.diplomas}::uuid[])`.execute(db)
  const institution = found.rows[0]?.institution_id
  if (!institution || found.rows.length < new Set(input.diplomas).size) throw notFound()
  if (found.rows.some((row) => row.institution_id !== institution))
    throw precondition('diplomas.issuing.error.one_school')
  return { rows: found.rows, institution }
}

function checkWho(input: Input, rows: readonly Diploma[], today: string): void {
  // A line of an old register was handed over in its day, and one nobody compared may still be taken back.
  if (rows.some((row) => row.origin !== 'issued')) throw precondition('diplomas.issuing.error.old_line')
  const faults: Record<string, string> = {}
  if (input.on_date > today) faults.on_date = 'diplomas.issuing.error.future'
  if (rows.some((row) => row.issue_date !== null && input.on_date < row.issue_date))
    faults.on_date = 'diplomas.issuing.error.before_issue'
  if (input.to === 'authorised' && !input.name) faults.name = 'diplomas.issuing.error.taker'
  if (input.to === 'authorised' && !input.proof) faults.proof = 'diplomas.issuing.error.proof'
  if (Object.keys(faults).length > 0) throw invalid(faults)
  if (rows.some((row) => row.state !== 'issued')) throw precondition('diplomas.issuing.error.not_issued')
}

/** Tries are counted beside the act: a wrong one stays counted when the act is rolled back. */
const tries = { most: 5, within: 3600 }

async function checkCode(app: App, tx: Tx, rows: readonly Diploma[], code: string): Promise<void> {
  const [diploma] = rows
  if (!diploma || rows.length > 1) throw invalid({ code: 'diplomas.issuing.error.code_one' })
  await guardRate(app, `diploma code ${diploma.id}`, tries, 'diplomas.issuing.error.code_tries')
  if (!(await isCode(tx, diploma.id, indexOf(app, diploma.id, code), app.clock.now())))
    throw invalid({ code: 'diplomas.issuing.error.code' })
}

/** Bound to the diploma: the same six digits of another are another code. */
const indexOf = (app: App, id: string, code: string): string => app.keys.index(`${id} ${code.trim()}`)

const hours = 24

/** Sends the holder a one-time code of six digits, which they say when the diploma is handed over. */
export const sendCode = defineAction({
  name: 'diplomas.send-code',
  permission: 'diplomas.register',
  input: z.object({ id: z.uuid() }),
  find: (db, input) => getDiploma(db, input.id),
  about: (diploma) => ({ institution: diploma.institution_id }),
  async run(tx, { target: diploma, app }) {
    if (diploma.origin !== 'issued') throw precondition('diplomas.issuing.error.old_line')
    if (diploma.state !== 'issued') throw precondition('diplomas.issuing.error.not_issued')
    const person = diploma.person_id
      ? (await listPeople(tx, [diploma.person_id])).get(diploma.person_id)
      : undefined
    if (!person?.email) throw precondition('diplomas.issuing.error.no_email')
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const until = new Date(app.clock.now().getTime() + hours * 3_600_000)
    await keepCode(tx, diploma, indexOf(app, diploma.id, code), until)
    return {
      // Sealed: whoever asked for the code is not told it.
      result: { id: diploma.id, letter: app.keys.seal(JSON.stringify([person.email, code, diploma.serial])) },
      changes: [
        {
          subject: 'diplomas.diploma',
          id: diploma.id,
          institution: diploma.institution_id,
          before: null,
          after: { code_sent_until: until.toISOString() },
        },
      ],
    }
  },
  async after({ letter }, { app }) {
    const t = app.catalog('vi')
    const [to, code, serial] = JSON.parse(app.keys.open(letter)) as [string, string, string]
    await app.mailer.send({
      to,
      subject: t('diplomas.issuing.mail.subject', { serial }),
      text: t('diplomas.issuing.mail.text', { code, serial, hours }),
    })
  },
})
