import { randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { typedDay } from '#platform/forms/typed.ts'
import { may, type Actor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import { today as dayOf } from '#platform/clock.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { receive, type Purpose } from '#platform/files/index.ts'
import { guardRate, type Limit } from '#platform/rate.ts'
import { findBirthFault, sealCitizenNumber } from '#modules/people/index.ts'
import { sql } from 'kysely'
import {
  ApplicationFields,
  codeFrom,
  MendFields,
  readCode,
  type Application,
  type StoredFile,
} from '../application.ts'
import { isOpen } from '../intake.ts'
import { followApplication, insertApplications } from '../store/application.ts'
import { getIntake } from '../store/intake.ts'

const proof: Purpose = {
  purpose: 'admission-paper',
  maxBytes: 5 * 1024 * 1024,
  types: ['pdf', 'jpeg', 'png'],
}
/** Three papers and the fields beside them. */
export const applicationMaxBody = 3 * proof.maxBytes + 256 * 1024

/** Applications from one address; a school's own computer room sends many in an hour. */
const sending: Limit = { most: 60, within: 3600 }
/** Guesses of a code and birth date from one address. */
const following: Limit = { most: 20, within: 600 }

async function keepFiles(app: App, files: readonly File[]): Promise<StoredFile[]> {
  const kept: StoredFile[] = []
  for (const file of files) {
    const { hash, name, kind } = await receive(app.files, file.stream(), file.name, proof)
    kept.push({ hash, name, kind })
  }
  return kept
}

/** Applies to an intake: anybody, without an account; or the school's office for somebody at its desk. */
export const apply = defineAction({
  name: 'students.apply',
  permission: 'public',
  input: ApplicationFields.safeExtend({
    intake: z.uuid(),
    agreed: z.literal('true', 'students.admission.error.agree'),
    address_of_sender: z.string().optional(),
  }),
  find: (db, input, { app }) => getIntake(db, input.intake, dayOf(app.clock)),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app, today }) {
    if (!isOpen(target, today)) throw precondition('students.admission.error.closed')
    const birthFault = input.birth ? findBirthFault(input.birth, today) : 'students.admission.error.birth'
    if (birthFault ?? !input.birth?.date)
      throw invalid({ birth: birthFault ?? 'students.admission.error.birth' })
    await guardRate(
      app,
      `apply ${input.address_of_sender ?? ''}`,
      sending,
      'students.admission.error.too_many',
    )
    const row = {
      id: randomUUID(),
      institution_id: target.institution_id,
      intake_id: target.id,
      code: codeFrom(randomBytes(8)),
      source: sourceOf(actor, target.institution_id),
      full_name: input.full_name,
      birth_date: input.birth?.date ?? null,
      birth_year: input.birth?.year ?? null,
      sex: input.sex ?? null,
      ethnicity: input.ethnicity ?? null,
      ...sealed(app, input.citizen_number),
      phone: input.phone ?? null,
      email: input.email ?? null,
      address: input.address ?? null,
      unit_id: input.unit_id ?? null,
      schooling: input.schooling,
      claims: input.claims,
      files: await keepFiles(app, input.files),
      note: input.note ?? null,
    }
    await insertApplications(tx, [row])
    return {
      result: { code: row.code },
      changes: [
        {
          subject: 'students.application',
          id: row.id,
          institution: target.institution_id,
          before: null,
          after: { intake_id: target.id, code: row.code, full_name: row.full_name, source: row.source },
        },
      ],
    }
  },
})

/** Staff of another school apply like anybody: for a child, or a pupil. */
function sourceOf(actor: Actor, institution: string): 'public' | 'office' {
  return may(actor, 'students.edit', { institution }) ? 'office' : 'public'
}

function sealed(app: App, number: string | undefined) {
  return number
    ? sealCitizenNumber(app.keys, number)
    : {
        citizen_number_kind: null,
        citizen_number_sealed: null,
        citizen_number_index: null,
        citizen_number_end: null,
      }
}

const own = {
  code: z.string('students.admission.error.code').transform((text, context): string => {
    const code = readCode(text)
    if (!code) context.addIssue({ code: 'custom', message: 'students.admission.error.code' })
    return code ?? ''
  }),
  birth: typedDay('students.admission.error.birth'),
  address_of_sender: z.string().optional(),
}

/** Opens one's own application by code and birth date; wrong guesses are counted by address. */
export const openApplication = defineAction({
  name: 'students.open-application',
  permission: 'public',
  input: z.object(own),
  async find(db, input, { app }) {
    await guardRate(
      app,
      `follow ${input.address_of_sender ?? ''}`,
      following,
      'students.admission.error.too_many',
    )
    const found = await followApplication(db, input.code, input.birth)
    if (!found) throw invalid({ code: 'students.admission.error.not_found' })
    return found
  },
  about: () => ({ anywhere: true }),
  async run(_tx, { target, app }) {
    // The ticket opens this application for an hour in this browser; nothing of it stands in an address.
    const ticket = app.keys.seal(JSON.stringify([target.code, target.birth_date, app.clock.now().getTime()]))
    return { result: { ticket }, changes: [] }
  },
})

const ticketHours = 1

/** What a ticket opens: code and birth date; undefined when it is not ours or too old. */
export function readTicket(
  app: App,
  ticket: string | undefined,
): { code: string; birth: string } | undefined {
  if (!ticket) return undefined
  try {
    const [code, birth, at] = JSON.parse(app.keys.open(ticket)) as [string, string, number]
    return app.clock.now().getTime() - at < ticketHours * 3_600_000 ? { code, birth } : undefined
  } catch {
    return undefined
  }
}

/** The applicant puts right what the school asked for and sends it again. */
export const mendApplication = defineAction({
  name: 'students.mend-application',
  permission: 'public',
  input: z.object({ ...MendFields.shape, ticket: z.string().optional(), version: z.coerce.number().int() }),
  find: (db, input, { app }) => ownApplication(db, app, input.ticket),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, app }) {
    if (target.files.length + input.files.length > 6)
      throw invalid({ 'files[]': 'students.admission.error.files' })
    const facts = {
      full_name: input.full_name,
      phone: input.phone ?? null,
      email: input.email ?? null,
      address: input.address ?? null,
      schooling: input.schooling,
      note: input.note ?? null,
      claims: input.claims,
      files: await keepFiles(app, input.files),
    }
    const done = await sql<{
      n: number
    }>`select students.mend_application(${target.code}, ${target.birth_date}::date, ${input.version},
      ${JSON.stringify(facts)}::jsonb) as n`.execute(tx)
    if (done.rows[0]?.n !== 1) throw conflict()
    return {
      result: {},
      changes: [
        {
          subject: 'students.application',
          id: target.id,
          institution: target.institution_id,
          before: { state: target.state, full_name: target.full_name },
          after: { state: 'submitted', full_name: input.full_name, changed: changedFields(target, facts) },
        },
      ],
    }
  },
})

/** Names of what is put right: groups claimed, address and words stay out of the log. */
function changedFields(before: Application, after: Partial<Application>): string[] {
  const { files, ...facts } = after
  const changed = Object.entries(facts).flatMap(([name, value]) =>
    JSON.stringify(value) === JSON.stringify(before[name as keyof Application]) ? [] : [name],
  )
  return files && files.length > 0 ? [...changed, 'files'] : changed
}

/** The applicant takes the application back. */
export const withdrawApplication = defineAction({
  name: 'students.withdraw-application',
  permission: 'public',
  input: z.object({ ticket: z.string().optional(), version: z.coerce.number().int() }),
  find: (db, input, { app }) => ownApplication(db, app, input.ticket),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target }) {
    const done = await sql<{
      n: number
    }>`select students.withdraw_application(${target.code}, ${target.birth_date}::date,
      ${input.version}) as n`.execute(tx)
    if (done.rows[0]?.n !== 1) throw conflict()
    return {
      result: {},
      changes: [
        {
          subject: 'students.application',
          id: target.id,
          institution: target.institution_id,
          before: { state: target.state },
          after: { state: 'withdrawn' },
        },
      ],
    }
  },
})

async function ownApplication(
  db: Parameters<typeof followApplication>[0],
  app: App,
  ticket: string | undefined,
) {
  const own = readTicket(app, ticket)
  const found = own && (await followApplication(db, own.code, own.birth))
  if (!found) throw notFound()
  return found
}
