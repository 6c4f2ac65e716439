import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { signLines } from './sign-lines.ts'
import { graduatedClass, type GraduatedClass } from './testing/graduates.ts'

let here: GraduatedClass
beforeAll(async () => {
  here = await graduatedClass()
})

/** Issues of so many people each, on paper or digital, some of which void one line. */
const plans = fc.array(
  fc.record({
    people: fc.integer({ min: 1, max: 4 }),
    medium: fc.constantFrom('paper', 'digital', 'both'),
    voids: fc.boolean(),
  }),
  { minLength: 2, maxLength: 5 },
)

let delivered = 1
let round = 0

/** Whatever the answer is: a refusal (blanks are short, somebody was first) must leave nothing behind. */
async function issue(plan: { people: number; medium: string; voids: boolean }, name: string): Promise<void> {
  const names = Array.from({ length: plan.people }, (_, at) => `${name} Thứ ${String.fromCharCode(65 + at)}n`)
  const { decision } = await here.graduates(names)
  const run = await here.start(decision, { medium: plan.medium })
  // Pressed twice at once: one goes through.
  await Promise.all([here.send(run, 'number'), here.send(run, 'number')])
  const [first] = await here.lines(run)
  if (plan.voids && first!.state === 'numbered')
    await here.post(`/van-bang-cap/${first!.id}`, {
      _form: 'void',
      id: String(first!.id),
      version: String(first!.version),
      reason: 'Vào sổ nhầm',
    })
  await here.send(run, 'sign', {}, here.manager)
  if (plan.medium !== 'paper')
    await Promise.all([signLines(here.site.app, run), signLines(here.site.app, run)])
}

test('whoever issues at once: no number twice, none lost, blanks balance', async () => {
  await fc.assert(
    fc.asyncProperty(plans, fc.integer({ min: 0, max: 10 }), async (many, blanks) => {
      if (blanks > 0) await here.blanks(delivered, blanks)
      delivered += blanks
      round += 1
      await Promise.all(many.map((plan, at) => issue(plan, `Lượt ${round} ${String.fromCharCode(65 + at)}`)))

      const books = await here.rows(
        `select b.last_entry, count(d.id)::int as lines, count(distinct d.entry)::int as entries, coalesce(max(d.entry), 0) as last,
           count(distinct d.serial_key)::int as serials
         from diplomas.book b left join diplomas.diploma d on d.book_id = b.id group by b.id`,
      )
      for (const book of books)
        expect(book).toMatchObject({
          lines: book.last_entry,
          entries: book.last_entry,
          serials: book.last_entry,
          last: book.last_entry,
        })
      const [stock] = await here.rows(
        `select (select coalesce(sum(count), 0)::int from diplomas.blank_movement where act = 'receive') as received,
           count(*) filter (where b.state = 'used')::int as used, count(*) filter (where b.state = 'spoiled')::int as spoiled,
           count(*) filter (where b.state = 'left')::int as left,
           (select count(*)::int from diplomas.diploma where blank_id is not null and state <> 'void') as written,
           (select count(*)::int from diplomas.diploma where blank_id is not null and state = 'void') as voided
         from diplomas.blank b`,
      )
      const { received, used, spoiled, left, written, voided } = stock as Record<string, number>
      expect(received).toBe(used! + spoiled! + left!)
      expect([used, spoiled]).toEqual([written, voided])
      // Never a half diploma: issued ones of the digital kind have both files and each event once.
      const half = await here.rows(
        `select d.id from diplomas.diploma d join diplomas.issue_run r on r.id = d.run_id
         where d.state = 'issued' and ((r.medium <> 'paper') <> (d.pdf_file is not null and d.credential_file is not null)
           or (select count(*) from diplomas.event e where e.diploma_id = d.id and e.act = 'issue') <> 1)`,
      )
      expect(half).toEqual([])
    }),
    { numRuns: 6 },
  )
})
