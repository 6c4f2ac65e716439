import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { apiOf } from './api.ts'
import { actionPath } from './openapi.ts'
import { testApp, type TestApp } from './testing.ts'

type Operation = {
  operationId: string
  parameters?: { name: string; in: string; required: boolean; schema: unknown }[]
  responses: Record<string, unknown>
  security: unknown[]
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> }
}

let site: TestApp
let document: Document
beforeAll(async () => {
  site = await testApp()
  document = (await (await site.as(publicActor).get('/api/v1/openapi.json')).json()) as Document
})

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => ({ path, operation })),
  )

describe('the OpenAPI document', () => {
  test('names every read and action the manifests offer, and nothing else', () => {
    const { reads, actions, posts } = apiOf(site.app)
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths).toSorted()).toEqual(
      [...new Set([...reads, ...posts].map((one) => one.path)), ...actions.map(actionPath)].toSorted(),
    )
  })

  test('gives each operation a name of its own', () => {
    const names = operations().map(({ operation }) => operation.operationId)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  test('declares every part of an address, as a required parameter', () => {
    for (const { path, operation } of operations()) {
      const inPath = (operation.parameters ?? []).filter((one) => one.in === 'path')
      expect(inPath.map(({ name }) => name).toSorted(), path).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted(),
      )
      expect(
        inPath.every(({ required }) => required),
        path,
      ).toBe(true)
    }
  })

  test('refers only to what it holds', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
    expect(refs.length).toBeGreaterThan(0)
    for (const [, part, name] of refs)
      expect(document.components[part as 'schemas' | 'securitySchemes']).toHaveProperty(name!)
    expect(JSON.stringify(document)).not.toMatch(/"\$ref":"#\/(?!components\/)/)
  })

  test('asks a key of what is not open', () => {
    for (const { operation } of operations()) expect(operation.security.length).toBe(1)
    expect(document.paths['/api/v1/plan/indicators']!.get!.security).toEqual([{ key: [] }])
    expect(document.paths['/api/v1/institutions']!.get!.security).toEqual([{}])
  })
})

test.each([
  '/api/v1/institutions',
  '/api/v1/places',
  '/api/v1/plan/indicators',
  '/api/v1/plan/indicators/T11/members',
])('%s answers in the shape the document promises', async (path) => {
  const shape = apiOf(site.app).reads.find((read) => read.path.replace('{code}', 'T11') === path)!.response
  const answer = await site.as(site.actor('department-officer')).get(path)
  expect(answer.status).toBe(200)
  expect(shape.safeParse(await answer.json()).error?.issues ?? []).toEqual([])
})

test('the readable page shows each of them, with what it answers', async () => {
  const page = await (await site.as(publicActor).get('/api/v1/docs')).text()
  for (const path of Object.keys(document.paths)) expect(page).toContain(path)
  expect(page).toContain('indicators[].numerator')
  expect(page).toContain('curl -H')
})
