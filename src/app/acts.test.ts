import { expect, test } from 'vitest'
import { actionText } from '#modules/identity/pages/log.tsx'
import { languages, type Words } from '#platform/i18n/index.ts'
import { listImports } from '#platform/imports/index.ts'
import { wholeCatalog } from './compose.ts'
import { modules } from './modules.ts'

const sources = import.meta.glob<string>(['../**/*.ts', '!../**/*.test.ts', '!../**/testing/**'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const catalog = wholeCatalog(modules)
const imports = listImports({ modules })

/** Acts without words, each with its language. */
function unnamed(acts: readonly string[]): string[] {
  return languages.flatMap((lang) =>
    acts.filter((act) => actionText(catalog(lang), act, imports) === act).map((act) => `${lang} ${act}`),
  )
}

test.each(modules.map((module) => [module.name, module] as const))(
  'the journal has words for every act of %s',
  (_name, module) => {
    expect(unnamed((module.actions ?? []).map((action) => action.name))).toEqual([])
  },
)

test('acts that stand in no manifest have words too: loads, jobs, and what is done with imports', () => {
  const written = Object.values(sources).flatMap((text) =>
    [...text.matchAll(/defineAction\(\{\s+name: ['`]([^'`]+)['`]/g)].map((match) => match[1]!),
  )
  const acts = written.flatMap((act) =>
    act.startsWith('imports.$')
      ? imports.map((spec) => act.replace('${spec.kind}', spec.kind))
      : act.includes('$')
        ? []
        : [act],
  )
  expect(acts).toContain('imports.staff.commit')
  expect(unnamed(acts)).toEqual([])
})

test('words are given to acts that exist only', () => {
  const known = new Set([
    ...modules.flatMap((module) => (module.actions ?? []).map((action) => action.name)),
    ...Object.values(sources).flatMap((text) =>
      [...text.matchAll(/defineAction\(\{\s+name: '([^']+)'/g)].map((match) => match[1]!),
    ),
  ])
  const told = modules
    .flatMap(({ words }: { words: Words }) => Object.keys(words.vi))
    .filter((key) => /^[a-z]+\.action\./.test(key))
    .map((key) => key.replace('.action.', '.'))
  expect(told.filter((act) => !known.has(act))).toEqual([])
})

test('an act on an import says what is imported', () => {
  expect(actionText(catalog('vi'), 'imports.training-results.commit', imports)).toBe(
    'Ghi đợt nhập: Kết quả bồi dưỡng',
  )
  expect(actionText(catalog('en'), 'imports.forget-rows', imports)).toMatch(/^Delete/)
  expect(actionText(catalog('en'), 'imports.gone.undo', imports)).toBe('Undo import: gone')
})
