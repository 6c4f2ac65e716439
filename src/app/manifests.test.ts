import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { runAction } from '#platform/actions/run.ts'
import { checkOrder } from '#platform/module.ts'
import { languages } from '#platform/i18n/index.ts'
import { commands } from './commands/index.ts'
import { modules } from './modules.ts'
import { testApp, type TestApp } from './testing.ts'

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

let site: TestApp
beforeAll(async () => {
  site = await testApp()
})

const pages = modules.flatMap((module) => (module.pages ?? []).map((page) => [page.path, page] as const))
const actions = modules.flatMap((module) =>
  (module.actions ?? []).map((action) => [action.name, action] as const),
)
const permissions = new Set(
  modules.flatMap((module) => (module.permissions ?? []).map((permission) => permission.name)),
)
const open = new Set(['public', 'signed-in'])

describe('the list of modules', () => {
  test('stands in dependency order', () => expect(checkOrder(modules)).toBe(modules))

  test('refuses a module before what it needs', () => {
    expect(() => checkOrder(modules.toReversed())).toThrow(/needs/)
  })

  test('names every address once', () => {
    const paths = pages.map(([path]) => path)
    expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([])
  })

  test('names every command once', () => {
    const names = modules.flatMap((module) => Object.keys(module.commands ?? {}))
    expect(Object.keys(commands)).toEqual(expect.arrayContaining(names))
    expect(new Set(names).size).toBe(names.length)
    for (const module of modules)
      for (const [name, command] of Object.entries(module.commands ?? {}))
        expect(commands[name]).toBe(command)
  })

  test('names every action once', () => {
    const names = actions.map(([name]) => name)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})

describe('permissions', () => {
  test('every page and action asks one that a module defines', () => {
    const asked = [
      ...pages.map(([, page]) => page.permission),
      ...actions.map(([, action]) => action.permission),
    ]
    expect(asked.filter((name) => !open.has(name) && !permissions.has(name))).toEqual([])
  })

  test.each(pages.filter(([, page]) => page.permission !== 'public'))(
    '%s asks a visitor to sign in',
    async (path) => {
      const answer = await site
        .as(publicActor)
        .get(path.replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000000'))
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toMatch(/^\/dang-nhap\?tiep=/)
    },
  )

  test.each(pages.filter(([, page]) => !open.has(page.permission)))(
    '%s refuses an account without the right',
    async (path) => {
      const nobody = { ...site.actor('learner'), grants: [] }
      const answer = await site
        .as(nobody)
        .get(path.replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000000'))
      expect(answer.status).toBe(403)
    },
  )

  test.each(actions.filter(([, action]) => action.permission !== 'public'))(
    '%s does nothing for a visitor',
    async (_name, action) => {
      await expect(runAction(site.app, action, {}, publicActor)).rejects.toMatchObject({
        refusal: expect.stringMatching(/unauthenticated|invalid|not_found/),
      })
    },
  )
})

describe('words', () => {
  const words = modules.flatMap((module) =>
    languages.flatMap((lang) =>
      Object.entries(module.words[lang]).map(([key, text]) => ({ module: module.name, lang, key, text })),
    ),
  )

  test('no key is empty', () => expect(words.filter(({ text }) => text.trim() === '')).toEqual([]))

  test('every key begins with its module', () => {
    const strange = words.filter(({ module, key }) => !key.startsWith(`${module}.`))
    expect(strange.map(({ key }) => key)).toEqual([])
  })

  const spoken = (key: string) => languages.every((lang) => Boolean(site.app.catalog(lang).has(key)))

  test('every permission has words, as grants show it', () => {
    const silent = [...permissions].filter((name) => !spoken(name.replace('.', '.permission.')))
    expect(silent).toEqual([])
  })

  test('every kind of record an act or a look names has words, as the log shows it', () => {
    const kinds = Object.values(sources).flatMap((source) =>
      [...source.matchAll(/\bsubject(?::| =) '([a-z]+)\.([a-z_-]+)'/g)].map(([, module, kind]) => ({
        name: `${module}.${kind}`,
        key: `${module}.subject.${kind}`,
      })),
    )
    expect(kinds.length).toBeGreaterThan(100)
    const silent = new Set(kinds.filter(({ key }) => !spoken(key)).map(({ name }) => name))
    expect([...silent]).toEqual([])
  })

  test('both languages name the same parameters', () => {
    const names = (text: string) => new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]))
    const differing = modules.flatMap((module) =>
      Object.keys(module.words.vi).filter((key) => {
        const [vi, en] = [names(module.words.vi[key]!), names(module.words.en[key]!)]
        return vi.symmetricDifference(en).size > 0
      }),
    )
    expect(differing).toEqual([])
  })
})
