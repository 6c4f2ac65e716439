import { today } from '../clock.ts'
import type { Translate } from '../i18n/index.ts'
import { writeCsv, writeWorkbook, xlsxType, type ExportSheet, type ExportValue } from '../sheets/index.ts'
import { defineEndpoint, type Endpoint, type EndpointContext } from './endpoint.ts'

/** What an export of a list holds; `rows` may be read while they are written. */
export type ListExport = Pick<ExportSheet, 'name' | 'columns' | 'rows'> & {
  /** Lines above the table of a workbook. */
  titles: string[]
}

type Spec = {
  /** Address without its ending. */
  path: string
  permission: string
  /** First words of the file's name; the day and the ending follow. */
  file: string
  /** Reads the list as the address filters it, and logs the looks. */
  list: (context: EndpointContext, at: { t: Translate; day: string }) => Promise<ListExport>
}

/** A list to take out, as CSV and as XLSX: the same rows at two addresses. */
export function defineListExport({ path, permission, file, list }: Spec): { csv: Endpoint; xlsx: Endpoint } {
  const endpoint = (kind: 'csv' | 'xlsx') =>
    defineEndpoint({
      method: 'GET',
      path: `${path}.${kind}`,
      permission,
      async handle(context) {
        const day = today(context.app.clock)
        const made = await list(context, { t: context.app.catalog(context.lang), day })
        return new Response(kind === 'csv' ? writeCsv(made) : writeWorkbook([made]), {
          headers: {
            'content-type': kind === 'csv' ? 'text/csv; charset=utf-8' : xlsxType,
            'content-disposition': `attachment; filename="${file}-${day}.${kind}"`,
            'cache-control': 'private, no-store',
          },
        })
      },
    })
  return { csv: endpoint('csv'), xlsx: endpoint('xlsx') }
}

const chunk = 2000

/**
 * Rows of a list read page by page, so that memory stays small whatever its length.
 * @param read one page, after the row that was marked last
 * @param of how a row is marked, and its cells
 */
export async function* inPages<Row, Mark>(
  read: (page: { after: Mark | undefined; limit: number }) => Promise<Row[]>,
  of: { mark: (row: Row) => Mark; show: (row: Row) => ExportValue[] },
): AsyncGenerator<ExportValue[]> {
  let after: Mark | undefined
  for (;;) {
    const rows = await read({ after, limit: chunk })
    for (const row of rows) yield of.show(row)
    const last = rows.at(-1)
    if (last === undefined || rows.length < chunk) return
    after = of.mark(last)
  }
}
