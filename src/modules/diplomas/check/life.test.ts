import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { stopDocuments } from '#platform/documents/index.ts'
import { signLines } from '../issuing/sign-lines.ts'
import { graduatedClass, type GraduatedClass } from '../issuing/testing/graduates.ts'

let here: GraduatedClass
beforeAll(async () => {
  here = await graduatedClass()
})
afterAll(stopDocuments)

const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const heading = (html: string) => words(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '').trim()

async function send(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<string> {
  const sent = await here.site.as(publicActor).post('/van-bang/tep', { tep: new File([bytes], name) })
  return heading(await (await here.site.as(publicActor).get(sent.headers.get('location')!)).text())
}

test('a diploma as it is really issued: its holder downloads both files, and anybody finds them genuine', async () => {
  const { site } = here
  const { decision, people } = await here.graduates(['Tôn Nữ Đoan Trang'])
  const run = await here.start(decision)
  await here.send(run, 'number')
  await here.send(run, 'sign', {}, here.manager)
  await signLines(site.app, run)
  const [line] = await here.lines(run)
  expect(line).toMatchObject({ state: 'issued' })

  const { person } = people[0]!
  const holder = site.actor('learner', { kind: 'self', id: person }, person)
  const own = `/van-bang-cua-toi/${line!.id}`
  expect(await (await site.as(holder).get('/van-bang-cua-toi')).text()).toContain(own)
  for (const name of ['van-bang.pdf', 'van-bang.json']) {
    const file = await site.as(holder).get(`${own}/${name}`)
    const bytes = new Uint8Array(await file.arrayBuffer())
    expect(await send(bytes, name)).toBe('Thật và đang có hiệu lực')
    // One byte of the words, not of the punctuation a reader may pass over.
    const at = Buffer.from(bytes).indexOf(name.endsWith('json') ? 'Đoan' : 'van-bang/')
    bytes[at + 3]! ^= 1
    expect(await send(bytes, name)).toBe('Tệp đã bị sửa, không được tin')
  }
  const asked = new URLSearchParams({ so: String(line!.serial), ten: 'ton nu doan trang' })
  expect(heading(await (await site.as(publicActor).get(`/van-bang?${asked}`)).text())).toBe(
    'Thật và đang có hiệu lực',
  )
})
