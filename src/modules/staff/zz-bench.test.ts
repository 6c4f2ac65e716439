import { test } from 'vitest'
import { readFileSync, readdirSync } from 'node:fs'
import { testApp } from '#app/testing.ts'
import { places } from '#modules/places/module.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { makeInstitution } from '#modules/people/testing.ts'
import { act } from '#platform/actions/run.ts'
import { systemActor } from '#platform/access.ts'
import { importActions, runStep } from '#platform/imports/index.ts'
import { staffImport } from './imports.ts'
import { staff } from './module.ts'
import { nameOf } from '../../../bench/people.ts'

let postmaster = ''
const stat = (pid: string) => { const text = readFileSync(`/proc/${pid}/stat`, 'utf8'); const f = text.slice(text.lastIndexOf(')') + 2).split(' '); return { ppid: f[1]!, own: Number(f[11]) + Number(f[12]), dead: Number(f[13]) + Number(f[14]) } }
const pg = () => { let sum = stat(postmaster).dead; for (const pid of readdirSync('/proc').filter((x) => /^\d+$/.test(x))) { try { const st = stat(pid); if (st.ppid === postmaster) sum += st.own } catch { /* gone */ } } return sum / 100 }
const clock = () => { const u = process.cpuUsage(); const p0 = pg(); return () => { const v = process.cpuUsage(u); return `node ${((v.user + v.system) / 1e6).toFixed(1)} pg ${(pg() - p0).toFixed(1)}` } }
const N = Number(process.env.N ?? 100000)
test('bench', async () => {
  const site = await testApp({ modules: [places, institutions, people, staff] })
  const owner = site.app.database.owner
  const institution = await makeInstitution(owner, 'lon')
  const lines = ['STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Chức vụ,Điện thoại,Trình độ chuyên môn,Loại hợp đồng']
  for (let n = 0; n < N; n++) {
    const d = new Date(Date.UTC(1960, 0, 1 + ((n * 7919) % 14000)))
    lines.push(`${n + 1},${nameOf(n)},${d.getUTCDate()}/${d.getUTCMonth() + 1}/${d.getUTCFullYear()},${n % 2 ? 'Nam' : 'Nữ'},${String(46_100_000_000 + n).padStart(12, '0')},Giảng viên,09${String(10_000_000 + n)},${n % 3 ? 'Đại học' : 'Thạc sỹ'},Biên chế`)
  }
  const actions = importActions(staffImport)
  const system = systemActor('bench')
  postmaster = stat(String((await owner.query('select pg_backend_pid() as p')).rows[0].p)).ppid
  const t0 = performance.now()
  const c0 = clock()
  // time the phases by wrapping the spec
  for (const verb of ['examine', 'commit', 'undo'] as const) {
    const real = staffImport[verb] as (...a: unknown[]) => Promise<unknown>
    ;(staffImport as never as Record<string, unknown>)[verb] = async (...a: unknown[]) => { const at = performance.now(); const c = clock(); const r = await real(...a); console.log(verb, c(), ((performance.now() - at) / 1000).toFixed(1), 's', r); return r }
  }
  const { id } = await act(site.app, actions.create, { institution, file: new File([lines.join('\n')], 'a.csv') }, system)
  await runStep(site.app, staffImport, id)
  console.log('staged', c0(), ((performance.now() - t0) / 1000).toFixed(1), (await owner.query('select state, counts, failure from platform.import_batch')).rows[0])
  const t1 = performance.now()
  await act(site.app, actions.commit, { id, leave_errors: 'true' }, system)
  await runStep(site.app, staffImport, id)
  console.log('committed', c0(), ((performance.now() - t1) / 1000).toFixed(1), (await owner.query('select state, failure from platform.import_batch')).rows[0], 'total', ((performance.now() - t0) / 1000).toFixed(1), 'rss', Math.round(process.memoryUsage.rss() / 1e6))
  // COPY of the same rows into the same table
  await owner.query(`create table copy_source as select * from people.person`)
  const cols = 'id, full_name, name_key, birth_date, birth_year, sex, citizen_number_kind, citizen_number_sealed, citizen_number_index, citizen_number_end, phone'
  await owner.query(`copy (select ${cols.replace('id,', 'gen_random_uuid(),').replace('citizen_number_index', "citizen_number_index || 'x'")} from copy_source) to '/tmp/people/copy.csv' csv`)
  const t2 = performance.now(); const c2 = clock()
  await owner.query(`copy people.person (${cols}) from '/tmp/people/copy.csv' csv`)
  const copy = (performance.now() - t2) / 1000
  console.log('copy', c2(), copy.toFixed(1), 's ratio', ((performance.now() - 0) && ((t2 - t0) / 1000 / copy)).toFixed(1))
}, 900000)
