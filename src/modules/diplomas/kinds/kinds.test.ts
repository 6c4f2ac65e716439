import { beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { contentOf, twoSchools, type TwoSchools } from '../registers/testing/school.ts'
import type { KindCode } from '../diploma.ts'
import { contentFields, findMissing } from './kind.ts'
import { loadReference } from './reference.ts'
import { findKind, listKinds } from './store/kind.ts'

let here: TwoSchools
beforeAll(async () => {
  here = await twoSchools()
})

const read = <T>(work: Parameters<TwoSchools['site']['app']['database']['read']>[1]) =>
  here.site.app.database.read(systemActor('test'), work) as Promise<T>
const kind = (code: KindCode, day: string) =>
  read<Awaited<ReturnType<typeof findKind>>>((db) => findKind(db, code, day))
const officer = () => here.site.actor('department-officer')
const words = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

describe('the two regimes', () => {
  test.each([
    ['2026-04-14', false, null, 'Thông tư 10/2017/TT-BLĐTBXH'],
    ['2026-04-15', true, 5, 'Thông tư 10/2026/TT-BGDĐT'],
  ])('a college diploma of %s', async (day, is_digital, issue_days, source) => {
    const found = await kind('college_diploma', day)
    expect(found).toMatchObject({ is_digital, issue_days, is_verified: false })
    expect(found?.source).toContain(source)
  })

  test('a diploma of any year before has its kind; the vocational high-school diploma is new', async () => {
    expect(await kind('intermediate_diploma', '1992-06-01')).toBeDefined()
    expect(await kind('vocational_high_school_diploma', '2026-04-14')).toBeUndefined()
    const now = await read<Awaited<ReturnType<typeof listKinds>>>((db) => listKinds(db, '2026-11-25'))
    expect(now.map((one) => one.code)).toEqual([
      'college_diploma',
      'intermediate_diploma',
      'vocational_high_school_diploma',
      'elementary_certificate',
      'training_certificate',
      'pd_certificate',
    ])
  })

  test('loading again adds nothing', async () => {
    const count = () => here.rows(`select count(*)::int as n from diplomas.kind`)
    const before = await count()
    await loadReference(here.site.app)
    expect(await count()).toEqual(before)
  })
})

describe('what is missing', () => {
  test('is what the kind asks and the content does not say', () => {
    const content = contentOf('Lê Thị Mai')
    expect(
      findMissing({ required: ['holder.full_name', 'holder.birth', 'classification'] }, content),
    ).toEqual([])
    const bare = contentOf('', {
      classification: null,
      holder: { ...content.holder, full_name: '', birth_date: null },
    })
    expect(
      findMissing({ required: ['holder.full_name', 'holder.birth', 'classification', 'honour'] }, bare),
    ).toEqual(['holder.full_name', 'holder.birth', 'classification', 'honour'])
  })
  test('every field has words in both languages', () => {
    for (const lang of ['vi', 'en'] as const)
      for (const field of contentFields)
        expect(here.site.app.catalog(lang).has(`diplomas.kinds.content.${field}`)).toBe(true)
  })
})

describe('the pages', () => {
  test('say what holds now and what held before, in plain words and with their certainty', async () => {
    const page = words(await here.text('/so-goc/loai'))
    expect(page).toContain(
      'Từ 15/04/2026 Cấp trong 5 ngày từ ngày quyết định công nhận. Bản số có giá trị như bản giấy.',
    )
    expect(page).toContain('Đến hết 14/04/2026')
    expect(page).toContain('Chưa đối chiếu văn bản')
  })

  test('a new version ends the one before; what was issued by it forbids an earlier day', async () => {
    const now = (await kind('elementary_certificate', '2026-11-25'))!
    await here.write((tx) => here.enter(tx, ['Lê Sơ Cấp'], { kindCode: 'elementary_certificate' }))
    const save = (more: Record<string, string | string[]>, actor = officer()) =>
      here.post(
        `/so-goc/loai/${now.id}/moi`,
        {
          _form: 'save',
          base: now.id,
          from_date: '01/01/2027',
          name: 'Chứng chỉ sơ cấp',
          name_en: 'Elementary certificate',
          'required[]': ['holder.full_name', 'programme.name'],
          issue_days: '10',
          is_digital: 'true',
          source: 'Thông tư mẫu để thử, Điều 5',
          ...more,
        },
        actor,
      )
    const refusal = async (more: Record<string, string | string[]>) => {
      const answer = await save(more)
      expect(answer.status).toBe(422)
      return words(await answer.text())
    }
    expect(await refusal({ from_date: '25/11/2026' })).toContain(
      'cấp theo phiên bản hiện nay đến ngày 25/11/2026',
    )
    expect(await refusal({ from_date: '15/04/2026' })).toContain('phải bắt đầu sau phiên bản đang có')
    expect(await refusal({ issue_days: 'mười' })).toContain('Nhập số ngày từ 1 đến 3650')
    expect(await refusal({ 'required[]': [] })).toContain('Chọn ít nhất một nội dung bắt buộc')
    expect((await save({}, here.office)).status).toBe(403)
    expect((await save({})).status).toBe(303)
    expect((await kind('elementary_certificate', '2026-12-31'))?.id).toBe(now.id)
    expect(await kind('elementary_certificate', '2027-01-01')).toMatchObject({
      issue_days: 10,
      has_blanks: false,
      required: ['holder.full_name', 'programme.name'],
      level: 'so_cap',
    })
    expect(await refusal({ from_date: '01/02/2027' })).toContain('đã có phiên bản sau')
  })

  test('a version is confirmed with the text it was compared with', async () => {
    const { id } = (await kind('college_diploma', '2026-11-25'))!
    const form = { _form: 'confirm', kind: id, source: 'Thông tư 10/2026/TT-BGDĐT, bản ký số' }
    expect((await here.post(`/so-goc/loai/${id}`, form, here.office)).status).toBe(403)
    expect((await here.post(`/so-goc/loai/${id}`, form, officer())).status).toBe(303)
    const page = words(await here.text(`/so-goc/loai/${id}`, officer()))
    expect(page).toContain('Đã đối chiếu văn bản')
    expect(page).toContain('bản ký số')
    expect((await here.post(`/so-goc/loai/${id}`, form, officer())).status).toBe(422)
  })
})
