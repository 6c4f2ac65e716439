import { expect } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { graduatedClass, type GraduatedClass } from '../../issuing/testing/graduates.ts'
import type { OldRow } from '../row.ts'

/** A PNG of one pixel. */
export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
export const scan = (name = 'trang.png', bytes: Uint8Array = pixel) =>
  new File([bytes as Uint8Array<ArrayBuffer>], name)
const idIn = (answer: Response) => /[0-9a-f-]{36}/.exec(answer.headers.get('location') ?? '')![0]

export type Typed = Partial<OldRow>
type Form = Record<string, string>

/** A line as a form sends it; what is left out is empty. */
const fieldsOf = (rows: readonly Typed[]): Form =>
  Object.fromEntries(
    rows.flatMap((row, at) =>
      Object.entries(row).map(([field, text]) => [`rows.${at}.${field}`, text ?? '']),
    ),
  )

/** Desks of an office at which old registers are keyed, each with another person. */
export async function openDesks() {
  const here: GraduatedClass = await graduatedClass()
  const clerk = (name: string) => ({ ...here.office, id: `clerk-${name}`, name: `Văn thư ${name}` }) as Actor
  const one = async (text: string, values: unknown[]) => (await here.rows(text, values))[0]!
  let year = 1990
  const book = async (more: Form = {}): Promise<string> => {
    year += 1
    const answer = await here.post('/so-cu', {
      _form: 'open',
      issuer: here.home,
      kind: 'intermediate_diploma',
      year: String(year),
      ...more,
    })
    expect(answer.status).toBe(303)
    return idIn(answer)
  }
  const upload = (id: string, file: File, actor = here.office) =>
    here.site.as(actor).post(`/so-cu/${id}`, { _form: 'add', 'files[]': file })
  const page = async (of?: string): Promise<{ book: string; id: string }> => {
    const id = of ?? (await book())
    expect((await upload(id, scan())).status).toBe(303)
    const row = await one(
      'select id from diplomas.old_page where book_id = $1 order by number desc limit 1',
      [id],
    )
    return { book: id, id: row.id as string }
  }
  const draftVersion = async (id: string, who: string) =>
    (
      await here.rows('select version from diplomas.old_keying where page_id = $1 and account = $2', [
        id,
        `clerk-${who}`,
      ])
    )[0]?.version ?? 0
  const send = (id: string, who: string, form: Form) => here.post(`/so-cu/trang/${id}`, form, clerk(who))
  const key = async (id: string, who: string, rows: readonly Typed[], more: Form = { done: 'true' }) =>
    send(id, who, {
      _form: 'key',
      version: String(await draftVersion(id, who)),
      ...more,
      ...fieldsOf(rows),
    })
  const approve = async (id: string, who: string, rows: readonly Typed[], more: Form = {}) => {
    const { version } = await one('select version from diplomas.old_page where id = $1', [id])
    return send(id, who, { _form: 'approve', version: String(version), ...fieldsOf(rows), ...more })
  }
  /** A page keyed alike by two and settled by a third. */
  const approved = async (rows: readonly Typed[], of?: string) => {
    const made = await page(of)
    await key(made.id, 'một', rows)
    await key(made.id, 'hai', rows)
    const answer = await approve(made.id, 'ba', rows)
    if (answer.status !== 303) throw new Error(`not approved: ${await answer.text()}`)
    return made
  }
  const line = (more: Typed = {}): Typed => ({
    entry_no: '12',
    full_name: 'Hồ Thị Sổ Cũ',
    birth: '5/9/1972',
    programme: 'May công nghiệp',
    classification: 'Khá',
    serial: `A ${year}0012`,
    issue_date: `20/7/${year}`,
    ...more,
  })
  return {
    ...here,
    clerk,
    first: one,
    year: () => year,
    book,
    upload,
    page,
    send,
    key,
    approve,
    approved,
    line,
    fieldsOf,
    stateOf: async (id: string) =>
      (await one('select state from diplomas.old_page where id = $1', [id])).state,
    linesOf: (id: string) =>
      here.rows('select * from diplomas.diploma where book_id = $1 order by entry', [id]),
  }
}
export type Desks = Awaited<ReturnType<typeof openDesks>>
