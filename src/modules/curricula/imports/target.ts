import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Batch } from '#platform/imports/define.ts'
import { fold } from '#platform/text/index.ts'
import type { CourseUnit } from '../course-unit.ts'
import { isWithoutCode, ProgrammeForm, type Level } from '../programme.ts'
import { findFormFaults } from '../store/form-faults.ts'
import { listUnits } from '../store/unit.ts'
import { listVersions } from '../store/version.ts'
import { isPublished, type Version } from '../version.ts'

/** The programme a file is about: one there is, with the version to be written, or one to be made. */
export type Target = {
  /** Why the rows cannot be taken: a message key. */
  refusal: string | undefined
  programme: { id: string; institution_id: string } | undefined
  /** What a programme that is not there yet would be. */
  form: ProgrammeForm | undefined
  draft: Version | undefined
  /** The version a new draft would be a copy of. */
  source: Version | undefined
  /** What it says of the electives now. */
  electiveCredits: string | null
  /** Highest number so far. */
  number: number
  /** Subjects of the draft or of the version it would copy. */
  units: CourseUnit[]
}

/** What the lines above the table say, by what they begin with. */
export function readHeading(preface: Readonly<Record<string, string>>) {
  const find = (...starts: string[]) =>
    Object.entries(preface)
      .find(([label]) =>
        starts.some((start) =>
          fold(label)
            .replace(/^[\d.)\s]+/, '')
            .startsWith(start),
        ),
      )?.[1]
      .trim()
  const occupation = find('ma nganh', 'ma nghe')?.replaceAll(/\D/g, '')
  return {
    name: find('ten nganh', 'ten nghe', 'nganh, nghe', 'nganh nghe', 'nghe dao tao', 'ten chuong trinh'),
    occupation: occupation?.length === 7 ? occupation : undefined,
    /** A code is written that is none. */
    isOccupationWrong: occupation !== undefined && occupation.length !== 7,
    code: find('ma chuong trinh'),
    level: levelOf(find('trinh do') ?? '', occupation),
  }
}

function levelOf(words: string, occupation: string | undefined): Level | undefined {
  const bare = fold(words)
  const levels: [string, Level][] = [
    ['trung hoc nghe', 'trung_hoc_nghe'],
    ['cao dang', 'cao_dang'],
    ['trung cap', 'trung_cap'],
    ['so cap', 'so_cap'],
    ['thuong xuyen', 'thuong_xuyen'],
  ]
  const named = levels.find(([start]) => bare.includes(start))?.[1]
  if (named) return named
  return occupation?.startsWith('6') ? 'cao_dang' : occupation?.startsWith('5') ? 'trung_cap' : undefined
}

/** Finds the programme of the batch's school that the file names, and the version to write. */
export async function findTarget(db: Db, batch: Batch): Promise<Target> {
  const heading = readHeading(batch.preface)
  const none: Target = {
    refusal: undefined,
    programme: undefined,
    form: undefined,
    draft: undefined,
    source: undefined,
    electiveCredits: null,
    number: 0,
    units: [],
  }
  if (!heading.name && !heading.occupation && !heading.code)
    return { ...none, refusal: 'curricula.import.no_heading' }
  const programme = await findNamed(db, batch.institutionId!, heading)
  if (programme && !programme.is_named) return { ...none, refusal: 'curricula.import.same_occupation' }
  if (programme) return targetOf(db, programme, none)
  if (!heading.name || !heading.level) return { ...none, refusal: 'curricula.import.no_level' }
  if (heading.isOccupationWrong && !isWithoutCode(heading.level))
    return { ...none, refusal: 'curricula.error.occupation_code' }
  const read = ProgrammeForm.safeParse({
    code: heading.code ?? heading.occupation ?? heading.name.slice(0, 40),
    name: heading.name,
    level: heading.level,
    occupation_code: heading.occupation,
  })
  if (!read.success) return { ...none, refusal: ownWords(read.error.issues[0]?.message) }
  const faults = await findFormFaults(db, read.data, batch.institutionId!)
  return faults ? { ...none, refusal: Object.values(faults)[0] } : { ...none, form: read.data }
}

/** A name or code longer than a form takes has no words of its own. */
const ownWords = (message: string | undefined): string =>
  message?.startsWith('curricula.') ? message : 'curricula.import.heading_too_long'

async function targetOf(
  db: Db,
  programme: { id: string; institution_id: string },
  none: Target,
): Promise<Target> {
  const versions = await listVersions(db, programme.id)
  const open = versions.find((one) => !isPublished(one.state))
  const source = versions.find((one) => isPublished(one.state))
  if (open && open.state !== 'draft') return { ...none, programme, refusal: 'curricula.import.waiting' }
  const base = open ?? source
  return {
    ...none,
    programme,
    draft: open,
    source,
    number: versions[0]?.number ?? 0,
    electiveCredits: base?.elective_credits ?? null,
    units: base ? await listUnits(db, base.id) : [],
  }
}

type Named = { id: string; institution_id: string; is_named: boolean }

/**
 * By the school's code when the file has one, else by name and level, else by the occupation's code. `is_named` is false
 * for the last when the file gives another name: that is perhaps another programme of the occupation.
 */
async function findNamed(
  db: Db,
  institution: string,
  heading: ReturnType<typeof readHeading>,
): Promise<Named | undefined> {
  const { code = '', name = '', level = '', occupation = '' } = heading
  const byName = sql`(curricula.searchable(p.name) = curricula.searchable(${name}) and p.level = ${level})`
  const where =
    code === '' ? sql`(${byName} or p.occupation_code = ${occupation})` : sql`lower(p.code) = lower(${code})`
  const isNamed = code === '' && name !== '' ? byName : sql`true`
  const found =
    await sql<Named>`select p.id, p.institution_id, ${isNamed} as is_named from curricula.programme p
    where p.institution_id = ${institution}::uuid and ${where} order by is_named desc, p.id limit 1`.execute(
      db,
    )
  return found.rows[0]
}
