import { Readable } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { runCommand } from '#app/cli.ts'
import { rules } from './command.ts'

/** Feeds lines to the command; answers its exit status and what stood on standard output, line by line. */
async function run(kind: string, lines: readonly (string | object)[], isJson = true) {
  let text = ''
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((piece) => ((text += String(piece)), true))
  try {
    const input = Readable.from([
      lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    ])
    const status = await rules.run(
      { words: [kind], options: { policy: 'TT04-2022', ...(isJson ? { json: true as const } : {}) } },
      { env: {}, input, withApp: () => Promise.reject(new Error('asked for a database')) },
    )
    return { status, lines: text.split('\n').slice(0, -1) }
  } finally {
    out.mockRestore()
  }
}
const answers = async (kind: string, lines: readonly (string | object)[]) => {
  const done = await run(kind, lines)
  return {
    status: done.status,
    answers: done.lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}
const one = {
  mode: 'credit',
  regular: [7.0],
  periodic: [6.5],
  exam: 8.0,
  hours_planned: 60,
  hours_attended: 55,
}
const graduate = {
  mode: 'credit',
  modules: [{ credits: 3, grade: '7.5', condition_subject: false, sittings: 1, relearned: false }],
  theory_exam: null,
  practice_exam: null,
  thesis: null,
  discipline: null,
}

test('a grade in the shape that stays', async () => {
  const done = await answers('grade', [one])
  expect(done.status).toBe(0)
  expect(done.answers).toEqual([
    {
      average: '6.7',
      eligible: true,
      grade: '7.5',
      passed: true,
      letter: 'B',
      point4: '3.0',
      why: expect.stringContaining('(7,0×1 + 6,5×2) : 3 = 6,666… → làm tròn 6,7'),
    },
  ])
})

test('year mode has no letter; without leave there is no grade', async () => {
  const done = await answers('grade', [
    { ...one, mode: 'year' },
    { ...one, hours_attended: 47.9 },
    { ...one, exam: null },
  ])
  expect(done.answers).toMatchObject([
    { grade: '7.5', letter: null, point4: null },
    { average: '6.7', eligible: false, grade: null, passed: false, letter: null, point4: null },
    { eligible: true, grade: null, passed: false, letter: 'X', point4: null },
  ])
})

test('a graduation in the shape that stays', async () => {
  const done = await answers('graduation', [
    graduate,
    { ...graduate, mode: 'year', theory_exam: 7, practice_exam: '8,0' },
    { ...graduate, mode: 'year' },
  ])
  expect(done.status).toBe(0)
  expect(done.answers[0]).toEqual({
    eligible: true,
    score: '3.00',
    classification: 'gioi',
    downgraded: false,
    why: expect.stringContaining('xếp loại Giỏi'),
  })
  expect(done.answers[1]).toMatchObject({ score: '7.6', classification: 'kha' })
  expect(done.answers[2]).toMatchObject({
    eligible: false,
    score: null,
    classification: null,
    downgraded: false,
  })
})

test('numbers keep their digits; commas and points are both understood', async () => {
  const line =
    '{"mode":"year","regular":["7,0"],"periodic":[6.50],"exam":"8","hours_planned":1e2,"hours_attended":"80"}'
  const tight = line.replace('"80"', '79.99999999999999999999')
  const done = await answers('grade', [line, tight])
  expect(done.answers).toMatchObject([{ average: '6.7', eligible: true, grade: '7.5' }, { eligible: false }])
})

test.each([
  ['{', 'Dòng 1: không phải JSON'],
  ['[]', 'Dòng 1: phải là một đối tượng JSON'],
  [{ ...one, exam: 11 }, 'Dòng 1: trường "exam" phải từ 0 đến 10'],
  [{ ...one, regular: [7, 'v'] }, 'Dòng 1: trường "regular[1]" không phải số'],
  [{ ...one, regular: 7 }, 'Dòng 1: trường "regular" phải là một danh sách'],
  [{ ...one, mode: 'x' }, 'Dòng 1: trường "mode" phải là một trong: year, credit'],
  [{ ...one, hours_planned: undefined }, 'Dòng 1: trường "hours_planned" bị thiếu'],
  [{ ...one, hours_planned: 0 }, 'Dòng 1: trường "hours_planned" phải lớn hơn 0'],
  [{ ...one, hours_attended: -1 }, 'Dòng 1: trường "hours_attended" không được âm'],
  [{ ...one, hours_attended: 61 }, 'Dòng 1: trường "hours_attended" lớn hơn "hours_planned"'],
  [
    { ...one, exam: 11, mode: 1 },
    'Dòng 1: trường "mode" phải là một trong: year, credit; trường "exam" phải từ 0 đến 10',
  ],
])('%j: %s', async (line, error) => {
  expect(await answers('grade', [line])).toEqual({ status: 1, answers: [{ error }] })
})

test('the path of a field in a list of modules', async () => {
  const [module] = graduate.modules
  const done = await answers('graduation', [
    { ...graduate, modules: [module, { ...module, credits: 0, sittings: 1.5 }] },
  ])
  expect(done.answers[0]!.error).toBe(
    'Dòng 1: trường "modules[1].credits" phải lớn hơn 0; trường "modules[1].sittings" phải là số nguyên từ 0 trở lên',
  )
})

test('a bad line does not stop the others; empty lines are passed over', async () => {
  const done = await answers('grade', [`\uFEFF${JSON.stringify(one)}\r`, '', 'nonsense', one, ''])
  expect(done.status).toBe(1)
  expect(done.answers.map((answer) => answer.error ?? answer.grade)).toEqual([
    '7.5',
    'Dòng 3: không phải JSON',
    '7.5',
  ])
})

test('without --json the words alone; nothing in, nothing out', async () => {
  expect((await run('grade', [one], false)).lines[0]).toMatch(/^Trung bình kiểm tra = /)
  expect(await run('grade', [])).toEqual({ status: 0, lines: [] })
})

test.each([
  [['rules'], /cần một trong hai từ/],
  [['rules', 'toString', '--policy', 'TT04-2022'], /cần một trong hai từ/],
  [['rules', 'grade'], /thiếu --policy/],
  [['rules', 'grade', '--policy', 'TT99'], /không có quy chế 'TT99'; có: TT04-2022/],
  [['rules', 'grade', 'more', '--policy', 'TT04-2022'], /thừa từ/],
])('%j is called wrongly', async (argv, problem) => {
  let text = ''
  const out = vi.spyOn(process.stderr, 'write').mockImplementation((piece) => ((text += String(piece)), true))
  const status = await runCommand(argv, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
  out.mockRestore()
  expect(status).toBe(2)
  expect(text).toMatch(problem)
})
