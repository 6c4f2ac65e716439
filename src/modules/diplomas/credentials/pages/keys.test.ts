import { beforeAll, describe, expect, test } from 'vitest'
import { issuingSchools } from '../testing/issued.ts'

type Schools = Awaited<ReturnType<typeof issuingSchools>>
let schools: Schools
beforeAll(async () => {
  schools = await issuingSchools()
})

describe('the page of keys of digital diplomas', () => {
  test('shows where they are published, replaces the one in use and withdraws one for a reason', async () => {
    const path = `/khoa-ky/${schools.home}/van-bang-so`
    const manager = schools.at('school-manager')
    expect(await schools.text(path, manager)).toContain('Chưa có khóa')
    await schools.credential((await schools.issue(['Nguyễn A']))[0]!)
    await schools.post(path, { _form: 'rotate' }, manager)
    const page = await schools.text(path, manager)
    expect(page).toContain('http://test.local/truong/truong-nghe/did.json')
    expect(page).toContain('Đã thay từ 25/11/2026')
    expect(page).toContain('Đang ký')
    expect(page).not.toContain('v1.')
    const [key] = await schools.rows(
      `select id, version from diplomas.signing_key where institution_id = $1 and to_date is null`,
      [schools.home],
    )
    const wanted = { _form: 'revoke', key: `${String(key!.id)} ${String(key!.version)}` }
    const refused = await schools.post(path, { ...wanted, reason: ' ' }, manager)
    expect(await refused.text()).toContain('Hãy ghi lý do hủy bỏ khóa')
    await schools.post(path, { ...wanted, reason: 'Máy chủ bị lấy mất' }, manager)
    expect(await schools.text(path, manager)).toContain('Hủy bỏ từ 25/11/2026')
  })

  test('is not there for another school, nor for those who do not keep keys', async () => {
    const path = `/khoa-ky/${schools.home}/van-bang-so`
    const open = async (actor: Parameters<typeof schools.site.as>[0]) =>
      (await schools.site.as(actor).get(path)).status
    expect(await open(schools.at('school-manager', schools.away))).toBe(404)
    expect(await open(schools.office)).toBe(403)
  })
})
