import type { VNode } from 'preact'
import type { z } from 'zod'
import type { Actor, Place } from '../access.ts'
import type { AnyAction } from '../actions/define.ts'
import type { App } from '../app.ts'
import type { Look } from '../audit/looks.ts'
import type { Db } from '../db/database.ts'
import type { Translate } from '../i18n/index.ts'
import type { FormState } from '../forms/state.ts'

export type LoadContext<Params = Record<string, string>, Query = Record<string, never>> = {
  db: Db
  actor: Actor
  app: App
  params: Params
  query: Query
  /** The day in Vietnam, `yyyy-mm-dd`. */
  today: string
  t: Translate
  request: Request
}

export type ViewContext = {
  t: Translate
  actor: Actor
  app: App
  url: URL
  today: string
  form: FormState
  /** The same function that decides, so that a page never offers what would be refused. */
  may: (permission: string, about?: Place) => boolean
}

/** Where to go after an act, with words to greet the person there. */
export type Then = string | { to: string; say: string; params?: Record<string, string | number> }

export type FormContext = {
  params: Record<string, string>
  actor: Actor
  today: string
  request: Request
  app: App
}

/** A form of a page: the action it sends to. */
export type PageForm = {
  action: AnyAction
  /** Makes the action's input from the form and the address; without it the form's fields are the input. */
  input?: (body: Record<string, unknown>, context: FormContext) => unknown
  then: (result: never, context: FormContext) => Then
  /** Headers to add to the answer (identity's cookies). */
  headers?: (result: never) => Headers
}

export type Page<Params, Query, Data> = {
  path: string
  /** A permission, `public` or `signed-in`; there is no default. */
  permission: string
  params?: z.ZodType<Params>
  query?: z.ZodType<Query>
  load: (context: LoadContext<Params, Query>) => Promise<Data>
  /** Whose area the record is; checked after load. Outside it reads as not found. */
  about?: (data: Data) => Place
  title: (data: Data, t: Translate) => string
  view: (data: Data, context: ViewContext) => VNode
  /** Personal records shown, for the who-looked log. */
  looks?: (data: Data) => Look | readonly Look[] | undefined
  forms?: Record<string, PageForm>
  /** Client code of the page, as `module/name` of a file in that module's `islands/`. */
  island?: string
  /** `public` pages carry the light public frame, `bare` none. */
  frame?: 'app' | 'public' | 'bare'
  /** Largest body a form of the page may send, in bytes (files). */
  maxBody?: number
  /** Sources the page's content-security-policy must allow besides our own. */
  csp?: Partial<Record<'imgSrc' | 'connectSrc' | 'workerSrc' | 'styleSrc' | 'scriptSrc', string[]>>
  headers?: Record<string, string>
  /** Seconds after which the browser opens the page again; for work that is under way. */
  refresh?: (data: Data, url: URL) => number | undefined
}

// oxlint-disable-next-line typescript/no-explicit-any -- a list holds pages of every type
export type AnyPage = Page<any, any, any>

/** Defines a page: load, then view. */
export function definePage<Data, Params = Record<string, string>, Query = Record<string, never>>(
  page: Page<Params, Query, Data>,
): Page<Params, Query, Data> {
  return page
}

/** Defines a page's form so that `then` and `input` know the action's types. */
export function defineForm<Input, Target, Result>(form: {
  action: {
    name: string
    input: z.ZodType<Input>
    find: (...a: never[]) => Promise<Target>
    run: (...a: never[]) => Promise<{ result: Result }>
  }
  input?: (body: Record<string, unknown>, context: FormContext) => unknown
  then: (result: Result, context: FormContext) => Then
  headers?: (result: Result) => Headers
}): PageForm {
  return form as unknown as PageForm
}
