import { readdirSync, readFileSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import { test, expect } from 'vitest'
import { testApp } from '#app/testing.ts'
import { modules } from '#app/modules.ts'
import { loadDemo } from './demo.ts'
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
test('shot', async () => {
  const site = await testApp({ modules: modules.slice(0, modules.findIndex((m) => m.name === 'staff') + 1) })
  await loadDemo(site.app)
  const owner = site.app.database.owner
  const inst = (await owner.query(`select institution_id from staff.post group by 1 order by count(*) desc limit 1`)).rows[0].institution_id
  const manager = site.actor('school-manager', { kind: 'institution', id: inst })
  const officer = site.actor('department-officer')
  const person = (await owner.query(`select p.person_id, p.id from staff.post p join people.person n on n.id = p.person_id where p.institution_id = $1 and p.role = 'teacher' and n.citizen_number_end is not null and exists (select 1 from staff.qualification q where q.person_id = n.id and q.kind = 'it') order by p.name_key limit 1`, [inst])).rows[0]
  const two = (await owner.query(`select full_name, to_char(birth_date, 'DD/MM/YYYY') as birth from people.person where id = $1`, [person.person_id])).rows[0]
  const css = readdirSync('dist/client', { recursive: true }).map(String).filter((f) => f.endsWith('.css')).map((f) => readFileSync(`dist/client/${f}`, 'utf8')).join('\n')
  const get = async (actor: never, path: string) => (await site.as(actor).get(path)).text()
  const list: [string, string][] = [
    ['list', await get(manager as never, '/nhan-su')],
    ['list-officer', await get(officer as never, '/nhan-su?q=nguyen&vai-tro=teacher')],
    ['record', await get(manager as never, `/nhan-su/${person.person_id}`)],
    ['new', await get(manager as never, '/nhan-su/moi')],
    ['asked', await (await site.as(manager).post('/nhan-su/moi', { _form: 'add', institution: inst, role: 'teacher', full_name: two.full_name, birth: two.birth })).text()],
    ['post', await get(manager as never, `/nhan-su/${person.person_id}/chuc-danh/${person.id}`)],
    ['person', await get(officer as never, `/nguoi/${person.person_id}`)],
    ['edit', await get(manager as never, `/nguoi/${person.person_id}/sua`)],
    ['conflict', await (await site.as(manager).post(`/nguoi/${person.person_id}/sua`, { _form: 'save', version: '9', full_name: 'Tên Khác', birth: '1/1/1980', phone: '' })).text()],
    ['duplicates', await get(officer as never, '/nguoi/trung-lap')],
  ]
  const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: [...chromium.args.filter((a) => !/^--(single-process|no-zygote)/.test(a)), '--no-sandbox'] })
  for (const [width, height] of [[360, 740], [1280, 900]] as const) {
    const page = await browser.newPage({ viewport: { width, height } })
    for (const [name, html] of list) {
      await page.setContent(html.replace(/<link rel="stylesheet"[^>]*>/g, '').replace('</head>', `<style>${css} .wrap-anywhere{overflow-wrap:anywhere}</style></head>`))
      await page.screenshot({ path: `/tmp/people/${name}-${width}.png`, fullPage: true })
      const wide = await page.evaluate('document.documentElement.scrollWidth')
      await page.evaluate(axe)
      const found = await page.evaluate('axe.run().then(r => r.violations.map(v => v.id + ": " + v.nodes.slice(0,3).map(n => n.html.slice(0,150)).join(" | ")))')
      console.log(wide > width ? await page.evaluate('[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0,12).map(e => e.tagName + "." + e.className)') : '', name, width, 'scroll', wide, JSON.stringify(found))
    }
  }
  await browser.close()
  expect(1).toBe(1)
}, 300000)
