import { z } from 'zod'
import type { AnyAction } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import type { AnyRead, Endpoint } from '#platform/pages/endpoint.ts'

type Operation = Record<string, unknown>

/** An endpoint that takes a body and says what. */
export type Post = Endpoint & { document: NonNullable<Endpoint['document']> }

/** What the manifests offer as public API. */
export type Api = { reads: AnyRead[]; actions: AnyAction[]; posts: Post[] }

/** The OpenAPI 3.1 document, made from the manifests. */
export function openApiDocument(app: App, { reads, actions, posts }: Api): Record<string, unknown> {
  const paths: Record<string, Record<string, Operation>> = {}
  for (const read of reads) paths[read.path] = { get: readOperation(read) }
  for (const post of posts) paths[post.path] = { ...paths[post.path], post: postOperation(post) }
  for (const action of actions) paths[actionPath(action)] = { post: actionOperation(action) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Nghề Số',
      version: '1',
      description:
        'Dữ liệu giáo dục nghề nghiệp của địa phương. Ngày viết YYYY-MM-DD, giờ viết theo ISO 8601.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: app.publicUrl() }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'Khóa API, tạo ở trang Tài khoản.' },
      },
      schemas: {
        Error: {
          type: 'object',
          required: ['error', 'message', 'fields'],
          properties: {
            error: { type: 'string' },
            message: { type: 'string' },
            fields: { type: 'object', additionalProperties: { type: 'string' } },
            id: { type: ['string', 'null'] },
          },
        },
      },
    },
  }
}

const refusal = {
  description: 'Từ chối',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
}

function readOperation(read: AnyRead): Operation {
  return {
    summary: read.summary,
    operationId: `get ${read.path}`.replaceAll(/[^a-zA-Z]+/g, '_'),
    parameters: [...parametersOf(read.params, 'path'), ...parametersOf(read.query, 'query')],
    responses: {
      200: {
        description: 'Kết quả',
        content: { 'application/json': { schema: schemaOf(read.response, 'output') } },
      },
      default: refusal,
    },
    security: securityOf(read.permission),
  }
}

function actionOperation(action: AnyAction): Operation {
  return {
    summary: action.name,
    operationId: action.name.replaceAll(/[^a-zA-Z]+/g, '_'),
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemaOf(action.input, 'input') } },
    },
    responses: { 200: { description: 'Đã làm' }, default: refusal },
    security: securityOf(action.permission),
  }
}

function postOperation({ path, permission, document }: Post): Operation {
  const json = (shape: z.ZodType, io: 'input' | 'output') => ({
    'application/json': { schema: schemaOf(shape, io) },
  })
  return {
    summary: document.summary,
    operationId: `post ${path}`.replaceAll(/[^a-zA-Z]+/g, '_'),
    requestBody: { required: true, content: json(document.body, 'input') },
    responses: {
      200: { description: 'Kết quả', content: json(document.response, 'output') },
      default: refusal,
    },
    security: securityOf(permission),
  }
}

function securityOf(permission: string): Record<string, string[]>[] {
  return permission === 'public' ? [{}] : [{ key: [] }]
}

function parametersOf(shape: AnyRead['query'], where: 'path' | 'query'): Operation[] {
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as {
    properties?: Record<string, unknown>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema,
  }))
}

/** Where an action is called by machine. */
export function actionPath(action: AnyAction): string {
  return `/api/v1/actions/${action.name}`
}

/** JSON Schema of a zod shape; transforms are described by what they take. */
export function schemaOf(shape: z.ZodType | undefined, io: 'input' | 'output'): Record<string, unknown> {
  if (!shape) return {}
  return z.toJSONSchema(shape, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Record<
    string,
    unknown
  >
}
