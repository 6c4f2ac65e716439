import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { describe, expect, test } from 'vitest'
import base from './base.typ?raw'
import { fontFolders } from './fonts.ts'

const root = '/documents'
const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontPaths: fontFolders() }] })
const mm = (points: number) => (points / 72) * 25.4

/** Where each letter of the first page begins, in millimetres from its left edge. */
function letterStarts(template: string): number[] {
  compiler.addSource(`${root}/base.typ`, base)
  compiler.addSource(`${root}/main.typ`, `#import "/base.typ": *\n${template}`)
  const inputs = { data: 'null', title: 'Thử' }
  const compiled = compiler.compile({ mainFilePath: `${root}/main.typ`, inputs, resetRead: true })
  if (!compiled.result) throw new Error(JSON.stringify(compiled.takeError()?.shortDiagnostics))
  const starts: number[] = []
  const shifts = [0]
  for (const [tag, group = '', x] of compiler
    .plainSvg(compiled.result)
    .matchAll(/<g\b([^>]*)>|<\/g>|<use [^>]*\bx="([\d.-]+)"/g)) {
    const shift = shifts.at(-1) ?? 0
    if (tag.startsWith('<g') && tag.endsWith('/>')) continue
    if (tag === '</g>') shifts.pop()
    else if (x === undefined)
      shifts.push(shift + Number(/matrix\(\S+ \S+ \S+ \S+ ([\d.-]+)/.exec(group)?.[1] ?? 0))
    else starts.push(mm(shift + Number(x)))
  }
  return starts
}

// A capital M of these faces is at least 0.8 of its size wide, so a line of them may not begin its last one nearer
// to the edge than that.
const wide = 'M'.repeat(70)
const room = mm(12 * 0.8)

describe('a word longer than any line', () => {
  test('stays inside its cell', () => {
    const starts = letterStarts(
      `#show: official\n#listing(columns: (40mm,), head: ("",), rows: (("${wide}",),))`,
    )
    expect(starts.length).toBe(wide.length)
    expect(Math.max(...starts)).toBeLessThanOrEqual(30 + 40 - 1.6 - room)
  })

  test.each(['body', 'parent', 'number'])('stays in its half of the head: %s', (field) => {
    const starts = letterStarts(`#show: official\n#letterhead(${field}: "${wide}", motto: none)`)
    expect(starts.length).toBeGreaterThanOrEqual(wide.length)
    expect(Math.max(...starts)).toBeLessThanOrEqual(30 + 165 - 96 - 3 - room)
  })

  test.each([
    `document-title("${wide}")`,
    `document-title("", about: "${wide}")`,
    `signature("${wide}", "${wide}")`,
  ])('stays on the paper: %s', (call) => {
    const starts = letterStarts(`#show: official\n#${call}`)
    expect(starts.length).toBeGreaterThanOrEqual(wide.length)
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(30)
    expect(Math.max(...starts)).toBeLessThanOrEqual(210 - 15 - room)
  })
})

test('a long name of many words wraps in its cell', () => {
  const name = 'Công Tằng Tôn Nữ Nguyễn Thị Hoàng Bảo Ngọc Phương Uyên'
  const starts = letterStarts(
    `#show: official\n#listing(columns: (40mm,), head: ("Tên",), rows: (("${name}",),))`,
  )
  expect(Math.max(...starts)).toBeLessThanOrEqual(30 + 40 - 1.6)
})
