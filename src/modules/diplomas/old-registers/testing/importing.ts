import { act } from '#platform/actions/run.ts'
import { importActions } from '#platform/imports/index.ts'
import { workbookOf } from '#platform/sheets/testing.ts'
import { oldRegisterImport } from '../imports.ts'
import type { Desks } from './desk.ts'

const actions = importActions(oldRegisterImport)

export type Cells = (string | number | null)[]
/** A register as schools copied it: titles above, a header of three rows in groups, a line of numbers under it. */
export const register = async (
  rows: Cells[],
  above: Cells[] = [['Loại văn bằng: Bằng tốt nghiệp trung cấp'], ['Năm của sổ: 1996']],
) =>
  new File(
    [
      (await workbookOf({
        sheets: [
          {
            name: 'Sổ gốc',
            rows: [
              ['SỔ GỐC CẤP BẰNG TỐT NGHIỆP'],
              ...above,
              ['STT', 'Số vào sổ', 'Người được cấp bằng', null, null, 'Văn bằng', null, null, null],
              [
                null,
                null,
                'Họ và tên',
                'Ngày sinh',
                'Nơi sinh',
                'Ngành nghề',
                'Xếp loại',
                'Số hiệu',
                'Ngày cấp',
              ],
              ...rows,
            ],
            merges: ['A4:A5', 'B4:B5', 'C4:E4', 'F4:I4'],
          },
        ],
      })) as Uint8Array<ArrayBuffer>,
    ],
    'so-goc-1996.xlsx',
  )

/** One line of a register of this year: what a cell is not given is empty. */
export const bookOf = (
  year: number,
  cells: Partial<Record<'entry' | 'name' | 'birth' | 'programme' | 'serial', string>>,
) =>
  register(
    [
      [
        1,
        cells.entry ?? null,
        cells.name ?? null,
        cells.birth ?? null,
        null,
        cells.programme ?? null,
        null,
        cells.serial ?? null,
        null,
      ],
    ],
    [['Loại văn bằng: Bằng tốt nghiệp trung cấp'], [`Năm của sổ: ${year}`]],
  )

export const codesOf = (row: Record<string, unknown>) =>
  (row.problems as { code: string }[]).map((one) => one.code)

/** Sends spreadsheets of old registers as the office of a desk. */
export function importing(desk: Desks) {
  async function upload(file: File) {
    const { id } = await act(desk.site.app, actions.create, { institution: desk.home, file }, desk.office)
    const [batch] = await desk.rows(
      'select state, tables, failure from platform.import_batch where id = $1',
      [id],
    )
    const rows = await desk.rows(
      'select verdict, problems, differences from platform.import_row where batch_id = $1 order by row_number',
      [id],
    )
    return { id, batch: batch!, rows }
  }
  const commit = (id: string, more = {}) => act(desk.site.app, actions.commit, { id, ...more }, desk.office)
  const stateOf = async (id: string) =>
    (await desk.rows('select state, failure from platform.import_batch where id = $1', [id]))[0]
  const committed = async (file: File) => {
    const { id } = await upload(file)
    await commit(id)
    return id
  }
  const undo = (id: string) => act(desk.site.app, actions.undo, { id }, desk.office)
  return { upload, commit, committed, undo, stateOf }
}
