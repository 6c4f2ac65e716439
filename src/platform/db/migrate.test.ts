import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { migrate } from './migrate.ts'

test('migrations of one module run in the order of their names, whatever folder they lie in', async () => {
  const admin = new pg.Client({ connectionString: inject('databaseUrl') })
  await admin.connect()
  const name = `migrate_${process.pid}_${Date.now()}`
  await admin.query(`create database ${name}`)
  const owner = new pg.Pool({ connectionString: inject('databaseUrl').replace(/\/[^/]*$/, `/${name}`) })
  try {
    const files = {
      './a-part/migrations/20260102T0000_second.sql': 'alter table first add column more text',
      './migrations/20260101T0000_first.sql': 'create table first (id int)',
    }
    expect(await migrate(owner, [{ module: 'x', files }])).toEqual([
      'x/20260101T0000_first.sql',
      'x/20260102T0000_second.sql',
    ])
    expect(await migrate(owner, [{ module: 'x', files }])).toEqual([])
  } finally {
    await owner.end()
    await admin.end()
  }
})
