import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { drawSchema, drawTypes, readShapes, type TableShape } from '#platform/db/picture.ts'
import { modules } from './modules.ts'
import { testApp } from './testing.ts'

/** While a module is being made: `MODULE=staff` looks at it and those above it only. */
const only = process.env.MODULE
const isUpdate = process.env.UPDATE_SCHEMA === '1'
let shapes: TableShape[]
let schemas: string[]

beforeAll(async () => {
  const { app } = await testApp(
    only ? { modules: modules.slice(0, modules.findIndex((module) => module.name === only) + 1) } : {},
  )
  schemas = ['platform', ...app.modules.map((module) => module.name)]
  shapes = await readShapes(app.database.owner, schemas)
})

function check(file: string, text: string): void {
  if (isUpdate) writeFileSync(file, text)
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '', `${file} is stale: npm run generate`).toBe(text)
}

describe('the schema', () => {
  test.skipIf(only)('its picture is current', () => check('db/schema.sql', drawSchema(shapes)))

  test('types are current', () => {
    for (const schema of schemas) {
      if (!shapes.some((shape) => shape.schema === schema)) continue
      const folder = schema === 'platform' ? 'src/platform/db' : `src/modules/${schema}`
      check(`${folder}/tables.gen.ts`, drawTypes(schema, shapes))
    }
  })

  test('every foreign key has an index', () => {
    const bare = shapes.flatMap((table) =>
      table.constraints
        .filter((c) => c.type === 'f')
        .flatMap((constraint) => {
          const columns = /FOREIGN KEY \(([^)]*)\)/.exec(constraint.definition)?.[1] ?? ''
          const first = columns.split(', ')[0]!
          const isCovered = table.indexes.some((index) =>
            new RegExp(`\\(${first}[,) ]`).test(index.definition),
          )
          return isCovered ? [] : [`${table.schema}.${table.name} (${columns})`]
        }),
    )
    expect(bare).toEqual([])
  })

  test('every table with an institution or a person has row-level security with a policy', () => {
    const open = shapes
      .filter(
        (table) =>
          !table.isView && table.columns.some((c) => ['institution_id', 'person_id'].includes(c.name)),
      )
      .filter((table) => !table.hasRowSecurity || table.policies.length === 0)
      .map((table) => `${table.schema}.${table.name}`)
    expect(open).toEqual([])
  })

  test.skipIf(only)(
    'a person’s own session writes of the rows about them only what people send themselves',
    () => {
      const written = shapes
        .filter((table) => table.policies.some((one) => /^(?!select).*own_person/s.test(one.definition)))
        .map((table) => `${table.schema}.${table.name}`)
      const sent = [
        'diplomas.certified_copy',
        'staff.enrolment',
        'staff.outside_certificate',
        'staff.self_answer',
        'staff.self_assessment',
        'students.data_request',
        'students.recognition',
        'students.result_request',
      ]
      expect(written).toEqual(sent)
    },
  )
})
