import type { Actor } from '#platform/access.ts'
import { fixture, type Fixture } from '#modules/students/testing/fixture.ts'
import { testApp, type TestApp } from '#app/testing.ts'

/** A repository with two schools for tests: their teachers, managers and an officer of the department. */
export type TestRepository = {
  site: TestApp
  make: Fixture
  home: string
  away: string
  teacher: Actor
  colleague: Actor
  manager: Actor
  office: Actor
  secondOfficer: Actor
  stranger: Actor
  officer: Actor
  publicActor: Actor
  rows: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
  text: (path: string, actor?: Actor) => Promise<string>
  post: (path: string, form: Record<string, string | Blob | string[]>, actor?: Actor) => Promise<Response>
  /** Drops files as a teacher does and answers the code of the resource. */
  drop: (files: readonly File[], more?: Record<string, string>, actor?: Actor) => Promise<string>
  /** Fields of the draft page as a browser would send them, with changes. */
  draft: (
    code: string,
    more?: Record<string, string | string[]>,
  ) => Promise<Record<string, string | string[] | Blob>>
  save: (code: string, more?: Record<string, string | string[]>, actor?: Actor) => Promise<Response>
  version: (code: string) => Promise<Record<string, unknown>>
  /** A complete draft with one file and a licence. */
  ready: (title: string, more?: Record<string, string | string[]>, actor?: Actor) => Promise<string>
  handIn: (code: string, actor?: Actor) => Promise<string>
  /** Everything from the draft to the public page, through the forms. */
  publish: (code: string, reviewers?: readonly Actor[], decider?: Actor) => Promise<void>
  answer: (submission: string, actor: Actor, more?: Record<string, string>) => Promise<Response>
  decide: (submission: string, actor: Actor, more?: Record<string, string>) => Promise<Response>
}

/** Every criterion of the rubric that ships met. */
const met = Object.fromEntries(
  ['accuracy', 'outcomes', 'pedagogy', 'technical', 'accessibility', 'rights'].map((code) => [
    `marks.${code}`,
    'yes',
  ]),
)

export const pdf = (name: string, words = 'noi dung') =>
  new File([`%PDF-1.4\n1 0 obj<<>>endobj\n% ${words}\ntrailer<<>>\n%%EOF`], name, { type: 'application/pdf' })

export const png = (name: string) =>
  new File(
    [
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    ],
    name,
    { type: 'image/png' },
  )

const publicActor: Actor = { kind: 'public' }

/** An account of its own for a person at a school. */
function account(site: TestApp, role: string, institution: string, person: string, name: string): Actor {
  const made = site.actor(role, { kind: 'institution', id: institution }, person)
  return made.kind === 'account' ? { ...made, id: `account-${person}`, name } : made
}

export async function testRepository(): Promise<TestRepository> {
  const site = await testApp()
  const { owner } = site.app.database
  const make = fixture(owner)
  const rows = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows
  const home = await make.institution('truong-nha')
  const away = await make.institution('truong-xa')
  const person = async (name: string, institution: string) => {
    const id = await make.person(name, institution)
    await rows(
      `insert into staff.post (person_id, name_key, institution_id, role, contract, from_date)
       select $1, name_key, $2, 'teacher', 'tenured', '2020-01-01' from people.person where id = $1`,
      [id, institution],
    )
    return id
  }
  const teacher = account(site, 'teacher', home, await person('Nguyễn Thị Soạn', home), 'Nguyễn Thị Soạn')
  const colleague = account(site, 'teacher', home, await person('Trần Văn Bạn', home), 'Trần Văn Bạn')
  const stranger = account(site, 'teacher', away, await person('Lê Xa', away), 'Lê Xa')
  const manager = site.actor('school-manager', { kind: 'institution', id: home })
  const office = site.actor('academic-office', { kind: 'institution', id: home })
  const officer = site.actor('department-officer')
  const secondOfficer: Actor =
    officer.kind === 'account' ? { ...officer, id: 'account-officer-2', name: 'Chuyên viên 2' } : officer
  const text = async (path: string, actor: Actor = teacher) => (await site.as(actor).get(path)).text()
  const post: TestRepository['post'] = (path, form, actor = teacher) => site.as(actor).post(path, form)
  const version = async (code: string) =>
    (
      await rows(
        `select v.* from resources.version v join resources.resource r on r.id = v.resource_id where r.code = $1
         order by v.number desc limit 1`,
        [code],
      )
    )[0]!
  const draft: TestRepository['draft'] = async (code, more = {}) => {
    const one = await version(code)
    const authors = await rows(
      `select name from resources.version_author where version_id = $1 order by position`,
      [one.id],
    )
    const stored = Object.fromEntries(
      ['title', 'summary', 'kind', 'licence', 'access', 'address', 'pages'].map((name) => [
        name,
        String(one[name] ?? ''),
      ]),
    )
    return {
      _form: 'save',
      id: String(one.id),
      version: String(one.version),
      ...stored,
      'languages[]': one.languages as string[],
      'audiences[]': one.audiences as string[],
      'levels[]': one.levels as string[],
      ...Object.fromEntries(authors.map((author, at) => [`authors.${at}.name`, String(author.name)])),
      ...more,
    }
  }
  const here: TestRepository = {
    site,
    make,
    home,
    away,
    teacher,
    colleague,
    manager,
    office,
    secondOfficer,
    stranger,
    officer,
    publicActor,
    rows,
    text,
    post,
    version,
    draft,
    async drop(files, more = {}, actor = teacher) {
      const data = new FormData()
      data.append('_form', 'create')
      for (const [name, value] of Object.entries(more)) data.append(name, value)
      for (const file of files) data.append('files[]', file)
      const sent = await site.as(actor).post('/hoc-lieu/moi', Object.fromEntries(groups(data)) as never)
      const code = /\/hoc-lieu\/([0-9a-z]{10})\/soan/.exec(sent.headers.get('location') ?? '')?.[1]
      if (!code) throw new Error(`not created: ${sent.status} ${await sent.text()}`)
      return code
    },
    save: async (code, more = {}, actor = teacher) =>
      post(`/hoc-lieu/${code}/soan`, await draft(code, more), actor),
    async ready(title, more = {}, actor = teacher) {
      const code = await here.drop([pdf(`${title}.pdf`, title)], {}, actor)
      const saved = await here.save(code, { licence: 'cc-by-4.0', ...more }, actor)
      if (saved.status !== 303) throw new Error(await saved.text())
      return code
    },
    async handIn(code, actor = teacher) {
      const one = await version(code)
      const sent = await post(
        `/hoc-lieu/${code}/gui`,
        { _form: 'send', id: String(one.id), version: String(one.version) },
        actor,
      )
      if (sent.status !== 303) throw new Error(`not handed in: ${sent.status} ${await sent.text()}`)
      const [submission] = await rows(
        `select id from resources.submission where version_id = $1 and state = 'waiting'`,
        [one.id],
      )
      return String(submission!.id)
    },
    async answer(submission, actor, more = {}) {
      const path = `/hoc-lieu/tham-dinh/${submission}`
      await post(path, { _form: 'take', submission }, actor)
      return post(path, { _form: 'answer', submission, ...met, verdict: 'accept', ...more }, actor)
    },
    async decide(submission, actor, more = {}) {
      const [one] = await rows(`select version from resources.submission where id = $1`, [submission])
      return post(
        `/hoc-lieu/tham-dinh/${submission}`,
        {
          _form: 'decide',
          submission,
          version: String(one!.version),
          decision: 'accept',
          publish: 'true',
          ...more,
        },
        actor,
      )
    },
    async publish(code, reviewers = [manager, office], decider = manager) {
      const submission = await here.handIn(code)
      for (const reviewer of reviewers) await here.answer(submission, reviewer)
      const decided = await here.decide(submission, decider)
      if (decided.status !== 303) throw new Error(`not published: ${decided.status} ${await decided.text()}`)
    },
  }
  return here
}

function groups(data: FormData): [string, unknown][] {
  return [...new Set(data.keys())].map((name) => {
    const all = data.getAll(name)
    return [name, name.endsWith('[]') ? all : all[0]]
  })
}
