import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { drawTypes, readShapes } from '#platform/db/picture.ts'
import { testApp } from '#app/testing.ts'
import { places } from '#modules/places/module.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { staff } from './module.ts'

test('gen', async () => {
  const { app } = await testApp({ modules: [places, institutions, people, staff] })
  const schemas = ['people', 'staff']
  const shapes = await readShapes(app.database.owner, schemas)
  for (const s of schemas) writeFileSync(`src/modules/${s}/tables.gen.ts`, drawTypes(s, shapes))
  for (const table of shapes) {
    for (const c of table.constraints.filter((x) => x.type === 'f')) {
      const first = (/FOREIGN KEY \(([^)]*)\)/.exec(c.definition)?.[1] ?? '').split(', ')[0]!
      expect(
        table.indexes.some((i) => new RegExp(`\\(${first}[,) ]`).test(i.definition)),
        `${table.name} ${first}`,
      ).toBe(true)
    }
  }
})
