import type { Actor } from '#platform/access.ts'
import { stoppedClock } from '#platform/clock.ts'
import { nameSortKey } from '#platform/text/index.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { curricula } from '#modules/curricula/module.ts'
import { identity } from '#modules/identity/module.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '#modules/staff/module.ts'
import { students } from '#modules/students/module.ts'
import type { Tx } from '#platform/db/database.ts'
import { newPublicId } from '../../address.ts'
import type { DiplomaContent, KindCode } from '../../diploma.ts'
import { diplomas } from '../../module.ts'
import { takeNumbers, type NumberRequest } from '../store/numbers.ts'

type Row = Record<string, unknown>

/** Ten in the morning of 25 November 2026, in Vietnam. */
export const now = '2026-11-25T03:00:00Z'
export const today = '2026-11-25'

/** What a diploma says, for tests. */
export const contentOf = (name: string, more: Partial<DiplomaContent> = {}): DiplomaContent => ({
  title: { vi: 'Bằng tốt nghiệp trung cấp', en: 'Intermediate diploma' },
  institution: { id: 'x', code: 'truong-nghe', name: 'Trường nghề', name_en: null },
  honour: null,
  holder: {
    full_name: name,
    birth_date: '2006-02-03',
    birth_year: null,
    sex: 'female',
    birth_place: 'Thành phố Huế',
    ethnicity: 'Kinh',
    nationality: 'Việt Nam',
  },
  programme: {
    code: '5520227',
    name: { vi: 'Điện công nghiệp', en: null },
    level: 'trung_cap',
    study_form: 'regular',
    hours: null,
    from_date: null,
    to_date: null,
  },
  classification: { code: 'good', name: { vi: 'Khá', en: 'Good' } },
  graduation: { year: 2026, decision_no: '15/QĐ-TN', decision_date: '2026-11-20', cohort: 'K24' },
  issue: { place: 'Huế', date: '2026-11-25', signer_name: 'Trần Văn Đức', signer_capacity: 'Hiệu trưởng' },
  ...more,
})

/** Two schools with the department over them, and ways to write diplomas as an issue would. */
export async function twoSchools() {
  const site: TestApp = await testApp({
    modules: [places, identity, institutions, people, staff, curricula, students, diplomas],
    clock: stoppedClock(now),
  })
  const { owner } = site.app.database
  const rows = async (text: string, values: unknown[] = []): Promise<Row[]> =>
    (await owner.query(text, values)).rows
  const one = async (text: string, values: unknown[] = []): Promise<string> =>
    String((await rows(text, values))[0]!.id)
  const institution = async (code: string) => {
    const id = await one(
      `insert into institutions.institution (code, type) values ($1, 'college') returning id`,
      [code],
    )
    const name = [id, `Trường ${code}`]
    await rows(
      `insert into institutions.institution_name (institution_id, name, source) values ($1, $2, 'test')`,
      name,
    )
    await rows(
      `insert into institutions.standing (institution_id, status, source) values ($1, 'active', 'test')`,
      [id],
    )
    return id
  }
  const home = await institution('truong-nghe')
  const away = await institution('truong-xa')
  const at = (role: string, id = home): Actor => site.actor(role, { kind: 'institution', id })
  const office = at('academic-office')

  /** Writes lines of a register as an issue does: numbers and lines in one act. */
  const enter = async (
    tx: Tx,
    names: readonly string[],
    request: Partial<NumberRequest> = {},
    more: Row = {},
  ): Promise<string[]> => {
    const kindCode: KindCode = request.kindCode ?? 'intermediate_diploma'
    const wanted = { institution: home, kindCode, year: 2026, day: today, serials: null, ...request }
    const { book_id, numbers } = await takeNumbers(tx, { ...wanted, count: names.length })
    const kind = await one(`select id from diplomas.kind where code = $1 and to_date is null`, [kindCode])
    const made = await tx
      .insertInto('diplomas.diploma')
      .values(
        names.map((name, place) => ({
          public_id: newPublicId(),
          institution_id: wanted.institution,
          kind_id: kind,
          kind_code: kindCode,
          book_id,
          ...numbers[place]!,
          state: 'issued',
          content: JSON.stringify(contentOf(name)),
          name_key: nameSortKey(name),
          birth_date: '2006-02-03',
          issue_date: today,
          ...more,
        })),
      )
      .returning('id')
      .execute()
    return made.map((row) => row.id)
  }
  const write = <T>(work: (tx: Tx) => Promise<T>, actor: Actor = office) =>
    site.app.database.write(actor, work)
  const text = async (path: string, actor = office) => (await site.as(actor).get(path)).text()
  const post = (path: string, form: Record<string, string | string[]>, actor = office) =>
    site.as(actor).post(path, form)
  return { site, home, away, institution, rows, one, at, office, enter, write, text, post }
}
export type TwoSchools = Awaited<ReturnType<typeof twoSchools>>
