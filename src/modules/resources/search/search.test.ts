import { beforeAll, describe, expect, test } from 'vitest'
import { testRepository, type TestRepository } from '../testing/repository.ts'

let repository: TestRepository
const titles: Record<string, string> = {}

/** Titles of the results, in their order. */
async function found(query: string, actor = repository.publicActor): Promise<string[]> {
  const page = await repository.text(`/hoc-lieu?${query}`, actor)
  const main = page.slice(page.indexOf('<main'))
  return [...main.matchAll(/<a href="\/hoc-lieu\/([0-9a-z]{10})">/g)].map(
    (one) => Object.entries(titles).find(([, code]) => code === one[1])?.[0] ?? one[1]!,
  )
}

async function published(title: string, more: Record<string, string | string[]> = {}): Promise<string> {
  const { ready, publish } = repository
  const code = await ready(title, more)
  await publish(code)
  titles[title] = code
  return code
}

beforeAll(async () => {
  repository = await testRepository()
  await published('Hàn hồ quang tay', { keywords: 'mối hàn, que hàn', access: 'school' })
  await published('Thời hạn bảo hành máy', { access: 'school' })
  await published('Sửa chữa ô tô', { kind: 'video', access: 'school' })
}, 120_000)

const q = (text: string) => `q=${encodeURIComponent(text)}`

describe('words', () => {
  test('smoke', async () => {
    const page = await repository.text(`/hoc-lieu?${q('han ho quang')}`)
    expect(
      await found(q('han ho quang'), repository.teacher),
      page.slice(page.indexOf('<main'), page.indexOf('<main') + 3000),
    ).toEqual(['Hàn hồ quang tay'])
  })
})
