import { test } from 'vitest'
import { readdirSync } from 'node:fs'
import { openWorkbook, findTables } from './index.ts'
test('x', async () => {
  for (const f of readdirSync('../shared/data/tests-only/forms')) {
    const wb = await openWorkbook('../shared/data/tests-only/forms/' + f)
    for (const t of await findTables(wb)) {
      console.log(f, t.headerRows, t.firstDataRow, t.preface, t.titles, t.columns.length)
      console.log(t.columns.map((c) => c.index + ' ' + c.label).join('\n'))
      for await (const r of t.rows((r, w) => console.log('skip', r.number, w)))
        console.log('ROW', r.number, JSON.stringify(r.cells))
    }
  }
})
