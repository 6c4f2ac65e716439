import type pg from 'pg'
import { newPublicId } from '../../address.ts'
import type { DiplomaContent, DiplomaState } from '../../diploma.ts'
import { nameSortKey } from '#platform/text/index.ts'

type Row = Record<string, unknown>

export type TestDiploma = { id: string; public_id: string; serial: string; entry_no: string }

type Wanted = {
  institution: string
  name?: string
  birth_date?: string | null
  birth_year?: number | null
  serial: string
  state?: DiplomaState
  person?: string
  /** The diploma that takes its place. */
  successor?: TestDiploma
  /** The decision that ended it. */
  act?: { reason_code?: string; decision_no?: string; on_date?: string }
  origin?: 'issued' | 'digitised'
  content?: (content: DiplomaContent) => DiplomaContent
}

const acts: Partial<Record<DiplomaState, string>> = {
  corrected: 'correct',
  replaced: 'replace',
  suspended: 'suspend',
  revoked: 'revoke',
}

/** Diplomas as rows of a register, written as the owner: in any state, without the way that leads there. */
export function issuedDiplomas(owner: pg.Pool) {
  const insert = async (table: string, row: Row): Promise<string> => {
    const names = Object.keys(row)
    const places = names.map((_, at) => `$${at + 1}`)
    const done = await owner.query<{ id: string }>(
      `insert into ${table} (${names.join(', ')}) values (${places.join(', ')}) returning id`,
      Object.values(row),
    )
    return done.rows[0]!.id
  }
  let entry = 0

  async function kind(): Promise<string> {
    const found = await owner.query<{ id: string }>(
      `select id from diplomas.kind where code = 'intermediate_diploma' order by from_date desc limit 1`,
    )
    return (
      found.rows[0]?.id ??
      (await insert('diplomas.kind', {
        code: 'intermediate_diploma',
        from_date: '2026-04-15',
        name: 'Bằng tốt nghiệp trung cấp',
        name_en: 'Intermediate diploma',
        required: [],
        is_digital: true,
        has_blanks: true,
        source: 'test',
      }))
    )
  }

  async function book(institution: string, origin: string): Promise<string> {
    const found = await owner.query<{ id: string }>(
      `insert into diplomas.book (issuer_id, keeper_id, kind_code, year, origin, volume)
       values ($1, $1, 'intermediate_diploma', 2026, $2, $3)
       on conflict (issuer_id, purpose, origin, kind_code, year, volume) do update set version = diplomas.book.version returning id`,
      [institution, origin, origin === 'digitised' ? '3' : null],
    )
    return found.rows[0]!.id
  }

  return async function issued(wanted: Wanted): Promise<TestDiploma> {
    const state = wanted.state ?? 'issued'
    entry += 1
    const content = contentOf(wanted)
    const row = {
      public_id: newPublicId(),
      institution_id: wanted.institution,
      person_id: wanted.person ?? null,
      kind_id: await kind(),
      kind_code: 'intermediate_diploma',
      origin: wanted.origin ?? 'issued',
      book_id: state === 'draft' ? null : await book(wanted.institution, wanted.origin ?? 'kept'),
      entry: state === 'draft' ? null : entry,
      entry_no: state === 'draft' ? null : `SG-${entry}`,
      serial: state === 'draft' ? null : wanted.serial,
      state,
      content: JSON.stringify(content),
      name_key: nameSortKey(content.holder.full_name),
      birth_date: content.holder.birth_date,
      birth_year: content.holder.birth_year,
      issue_date: content.issue.date,
      successor_id: wanted.successor?.id ?? null,
    }
    const id = await insert('diplomas.diploma', row)
    if (acts[state])
      await insert('diplomas.event', {
        diploma_id: id,
        institution_id: wanted.institution,
        act: acts[state],
        on_date: wanted.act?.on_date ?? '2026-10-01',
        decision_no: wanted.act?.decision_no ?? '12/QĐ',
        reason_code: wanted.act?.reason_code ?? null,
        reason: 'Điều chỉ văn phòng được biết',
        by_account: 'test',
        by_name: 'Văn phòng',
      })
    return { id, public_id: row.public_id, serial: wanted.serial, entry_no: `SG-${entry}` }
  }
}

function contentOf(wanted: Wanted): DiplomaContent {
  const content: DiplomaContent = {
    title: { vi: 'Bằng tốt nghiệp trung cấp', en: 'Intermediate diploma' },
    institution: {
      id: wanted.institution,
      code: 'truong-nghe',
      name: 'Trường Trung cấp Thử',
      name_en: 'Test School',
    },
    honour: null,
    holder: {
      full_name: wanted.name ?? 'Nguyễn Thị Đoan Trang',
      birth_date: wanted.birth_date === undefined ? '2004-03-05' : wanted.birth_date,
      birth_year: wanted.birth_year ?? null,
      sex: 'female',
      birth_place: 'Huế',
      ethnicity: 'Kinh',
      nationality: 'Việt Nam',
    },
    programme: {
      code: '5520227',
      name: { vi: 'Điện công nghiệp', en: 'Industrial electricity' },
      level: 'trung_cap',
      study_form: 'chinh_quy',
      hours: null,
      from_date: null,
      to_date: null,
    },
    classification: { code: 'good', name: { vi: 'Khá', en: 'Good' } },
    graduation: { year: 2026, decision_no: '45/QĐ-TN', decision_date: '2026-07-01', cohort: 'K24' },
    issue: { place: 'Huế', date: '2026-07-03', signer_name: 'Lê Văn Hiệu', signer_capacity: 'Hiệu trưởng' },
  }
  return wanted.content ? wanted.content(content) : content
}
