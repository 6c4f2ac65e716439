import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { verifyChain } from '#platform/audit/verify.ts'
import { importJobList, recoverImports } from '#platform/imports/index.ts'
import { runJob } from '#platform/jobs/queue.ts'
import { findTables, openWorkbook } from '#platform/sheets/index.ts'
import { openDesk } from './testing/desk.ts'
import { csvFile, heads, plainFile } from './testing/files.ts'
import { schools } from './testing/sample.ts'

const desk = openDesk()

describe('all or nothing', () => {
  test('when writing breaks half-way nothing is written, the page says so, and it can be written again', async () => {
    await desk.query('insert into sample.trouble values (true)')
    const { id } = await desk.begin(
      await plainFile([
        ['A1', 'Khoan', '', ''],
        ['A2', 'Mài', '', ''],
      ]),
    )
    expect((await desk.commit(id)).status).toBe(303)
    expect(await desk.tools()).toEqual([])
    const shown = await desk.page(`/nhap-du-lieu/${id}`)
    expect(shown).toContain('Không dòng nào của đợt này được ghi')
    expect(shown).not.toContain('the disk broke')
    await desk.query('truncate sample.trouble')
    await desk.commit(id)
    expect((await desk.tools()).length).toBe(2)
    expect((await verifyChain(desk.site.app.database.owner)).brokenAt).toBeUndefined()
  })

  test('the same form sent twice, at once and again later, writes once', async () => {
    const { id } = await desk.begin(await plainFile([['A1', 'Khoan', '', '']]))
    const once = randomUUID()
    const send = () =>
      desk.site.as(desk.manager).post(`/nhap-du-lieu/${id}`, { _form: 'tools.commit', _once: once })
    const answers = await Promise.all([send(), send()])
    expect(answers.map((answer) => answer.headers.get('location'))).toEqual([
      `/nhap-du-lieu/${id}`,
      `/nhap-du-lieu/${id}`,
    ])
    const late = await desk.commit(id)
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('không cần ghi lần nữa')
    expect((await desk.tools()).length).toBe(1)
  })

  test('a batch whose worker was killed while writing is put back to work and ends once', async () => {
    const { id } = await desk.begin(await plainFile([['A1', 'Khoan', '', '']]))
    await desk.query(
      `update platform.import_batch set state = 'committing', changed_at = now() - interval '1 minute' where id = $1`,
      [id],
    )
    expect(await desk.page(`/nhap-du-lieu/${id}`)).toContain('Đang ghi')
    expect(await recoverImports(desk.site.app)).toBe(1)
    const step = importJobList.find((job) => job.name === 'imports.step')!
    await runJob(desk.site.app, step, { kind: 'tools', batch: id, run: id })
    await runJob(desk.site.app, step, { kind: 'tools', batch: id, run: id })
    expect((await desk.tools()).length).toBe(1)
    expect((await desk.batchOf(id)).state).toBe('committed')
    expect(await recoverImports(desk.site.app)).toBe(0)
  })

  test('a dropped batch leaves nothing behind', async () => {
    const { id } = await desk.begin(await plainFile([['A1', 'Khoan', '', '']]))
    await desk.site.as(desk.manager).post(`/nhap-du-lieu/${id}/bo`, { _form: 'tools.discard' })
    expect(await desk.query('select 1 from platform.import_row')).toEqual([])
    expect((await desk.commit(id)).status).not.toBe(303)
  })
})

describe('large files', () => {
  test('go on as a job whose progress can be left and found again', async () => {
    const rows = Array.from({ length: 2_500 }, (_, at) => [`M${at}`, `Máy ${at}`, '1/2/2020', ''])
    const { id, to } = await desk.begin(csvFile(rows))
    expect(to).toMatch(/^\/cong-viec\//)
    const waiting = await desk.page(to)
    const refresh = async () => (await desk.site.as(desk.manager).get(to)).headers.get('refresh')
    expect(await refresh()).toBe('3')
    expect(waiting).toContain('Đang chờ đến lượt')
    expect((await desk.batchOf(id)).state).toBe('checking')
    const step = importJobList.find((job) => job.name === 'imports.step')!
    await runJob(desk.site.app, step, { kind: 'tools', batch: id, run: to.split('/').at(-1) })
    const done = await desk.page(to)
    expect(done).toContain(`href="/nhap-du-lieu/${id}"`)
    expect(await refresh()).toBeNull()
    const shown = await desk.page(`/nhap-du-lieu/${id}`)
    expect(shown).toContain('2.500 bản ghi mới sẽ được thêm')
    expect(shown.match(/<tr/g)!.length, 'fifty rows and the heading').toBe(51)
    expect(await desk.page(`/nhap-du-lieu/${id}?sau=2450`)).toContain('M2499')
    const run = (await desk.commit(id)).headers.get('location')!
    expect(await desk.tools()).toEqual([])
    await runJob(desk.site.app, step, { kind: 'tools', batch: id, run: run.split('/').at(-1) })
    expect((await desk.tools()).length).toBe(2_500)
    const [entry] = await desk.query<{ actor_id: string }>(
      `select actor_id from platform.audit_entry where action = 'imports.tools.step' order by seq desc limit 1`,
    )
    expect(entry!.actor_id, 'the person who asked, not the machine').toBe(
      desk.manager.kind === 'account' ? desk.manager.id : '',
    )
  })
})

describe('whose it is', () => {
  test('a batch of another school reads as not found, on every page', async () => {
    const { id } = await desk.begin(await plainFile([['A1', 'Khoan', '', '']]))
    const other = desk.site.actor('school-manager', { kind: 'institution', id: schools.phu.id })
    const paths = ['', '/cot', '/dong/1', '/bo', '/danh-dau'].map((end) => `/nhap-du-lieu/${id}${end}`)
    for (const path of paths)
      expect([path, (await desk.site.as(other).get(path)).status]).toEqual([path, 404])
    expect((await desk.site.as(other).post(`/nhap-du-lieu/${id}`, { _form: 'tools.commit' })).status).toBe(
      404,
    )
    expect(await desk.page('/nhap-du-lieu', other)).not.toContain('thiet-bi.xlsx')
    expect(
      (await desk.upload(await plainFile([['A1', 'Khoan', '', '']]), other)).status,
      'nor may it be filled for another',
    ).toBe(404)
  })

  test('without the right there is nothing to import and nothing to send', async () => {
    const learner = desk.site.actor('learner', { kind: 'institution', id: schools.hue.id })
    expect(await desk.page('/nhap-du-lieu', learner)).toContain('chưa được nhập loại dữ liệu nào')
    expect((await desk.site.as(learner).get('/nhap-du-lieu/tai-len/tools')).status).toBe(403)
    expect((await desk.upload(await plainFile([['A1', 'Khoan', '', '']]), learner)).status).toBe(403)
    expect((await desk.site.as(learner).get('/nhap-du-lieu/mau/tools')).status).toBe(403)
  })

  test('somebody of the whole province chooses the school, and sees every batch', async () => {
    await desk.begin(await plainFile([['A1', 'Khoan', '', '']]))
    const officer = desk.site.actor('department-officer')
    expect(await desk.page('/nhap-du-lieu/tai-len/tools', officer)).toContain('Trường Phú Bài (PHU)')
    expect(await desk.page('/nhap-du-lieu', officer)).toContain('thiet-bi.xlsx')
    const answer = await desk.site.as(officer).post('/nhap-du-lieu/tai-len/tools', {
      _form: 'tools.create',
      file: await plainFile([['A1', 'x', '', '']]),
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Hãy chọn cơ sở của dữ liệu')
  })

  test('the template can be filled in and read back as it is', async () => {
    const answer = await desk.site.as(desk.manager).get('/nhap-du-lieu/mau/tools')
    const [table] = await findTables(await openWorkbook(new Uint8Array(await answer.arrayBuffer())))
    expect(table!.columns.map((column) => column.label.replace(' *', ''))).toEqual(
      expect.arrayContaining(heads.slice(0, 3)),
    )
  })
})
