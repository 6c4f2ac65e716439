import { beforeAll, expect, test } from 'vitest'
import { twoSchools, type TwoSchools } from './testing/school.ts'

let here: TwoSchools
let book: string
let kind: string
let move: string
beforeAll(async () => {
  here = await twoSchools()
  await here.write((tx) => here.enter(tx, ['Lê Thị Mai']))
  book = await here.one(`select id from diplomas.book limit 1`)
  kind = await here.one(`select id from diplomas.kind where code = 'college_diploma' and to_date is null`)
  const act = (what: string, form: Record<string, string>) =>
    here.post(`/phoi/truong/${here.home}/${what}`, {
      _form: 'save',
      institution: here.home,
      kind: 'college_diploma',
      on_date: '24/11/2026',
      paper_no: '1',
      ...form,
    })
  await act('nhap', { first_serial: 'A01', last_serial: 'A09' })
  await act('hong', { serials: 'A02', reason: 'Bị ướt' })
  await act('chuyen', { first_serial: 'A05', other: here.away })
  move = await here.one(`select id from diplomas.blank_movement where act = 'move_out'`)
})

const pages: [string, () => string, string][] = [
  ['the blanks of all', () => '/phoi', 'department-officer'],
  ['the blanks of a school', () => `/phoi/truong/${here.home}`, 'academic-office'],
  ['receiving', () => `/phoi/truong/${here.home}/nhap`, 'academic-office'],
  ['moving', () => `/phoi/truong/${here.home}/chuyen`, 'academic-office'],
  ['spoiling', () => `/phoi/truong/${here.home}/hong`, 'academic-office'],
  ['destroying', () => `/phoi/truong/${here.home}/huy`, 'academic-office'],
  ['a movement', () => `/phoi/phieu/${move}`, 'academic-office'],
  ['an arrival', () => `/phoi/truong/${here.away}/nhan/${move}`, 'department-officer'],
  ['the registers', () => '/so-goc', 'department-officer'],
  ['a register', () => `/so-goc/${book}`, 'academic-office'],
  ['handing over', () => '/so-goc/ban-giao', 'department-officer'],
  ['the patterns', () => '/so-goc/mau-so', 'academic-office'],
  ['a new pattern', () => `/so-goc/mau-so/${here.home}/moi`, 'academic-office'],
  ['the kinds', () => '/so-goc/loai', 'department-officer'],
  ['a kind', () => `/so-goc/loai/${kind}`, 'department-officer'],
  ['a new version of a kind', () => `/so-goc/loai/${kind}/moi`, 'department-officer'],
]

test.each(pages)('%s speaks Vietnamese and English, each word of it', async (_name, path, role) => {
  const actor = role === 'department-officer' ? here.site.actor(role) : here.at(role)
  const read = async (lang: string) => {
    const answer = await here.site.as(actor).get(`${path()}?lang=${lang}`)
    expect(answer.status).toBe(200)
    return (await answer.text()).replaceAll(/<[^>]*>/g, ' ')
  }
  const [vi, en] = [await read('vi'), await read('en')]
  // A key without words would stand there as itself.
  for (const text of [vi, en]) expect(text).not.toMatch(/\b(diplomas|people)\.[a-z_]+\.[a-z_.]+/)
  expect(en).not.toBe(vi)
})
