import { randomUUID } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Translate } from '../i18n/index.ts'

/** What a page knows of a form it shows again: what was typed and what was wrong. */
export type FormState = {
  /** Which form of the page was sent; undefined when none was. */
  sent: string | undefined
  values: Readonly<Record<string, string | string[]>>
  errors: Readonly<Record<string, string>>
  /** Why it was refused as a whole. */
  reason: string | undefined
  /** Somebody else saved first: fields show both versions. */
  isConflict: boolean
  /** Typed before the session ended and brought back. */
  isRestored: boolean
  /**
   * Hidden inputs every form carries: which form it is and the token that makes a second sending harmless. `marks` say
   * which state of the record the person saw (`version`); a form shown again keeps those it was sent with, until a
   * conflict has shown both versions.
   */
  hidden: (form: string, marks?: Record<string, string | number>) => Record<string, string | number>
  /** Props of a field: the typed value, else the record's; its error; and, at a conflict, the other version. */
  field: (
    name: string,
    current?: string | number | null,
  ) => { name: string; value: string; error?: string; current?: string }
}

type Sent = {
  form: string | undefined
  values: Record<string, string | string[]>
  error?: AppError | undefined
  isRestored?: boolean
}

/** The state of a page's forms; `sent` is absent when the page is opened fresh. */
export function formState(t: Translate, sent?: Sent): FormState {
  const values = sent?.values ?? {}
  const errors: Record<string, string> = {}
  for (const [path, words] of Object.entries(sent?.error?.fields ?? {})) errors[path] = t.dynamic(words)
  const isConflict = sent?.error?.refusal === 'conflict'
  return {
    sent: sent?.form,
    values,
    errors,
    reason: sent?.error ? t.dynamic(sent.error.reason.key, sent.error.reason.params) : undefined,
    isConflict,
    isRestored: sent?.isRestored ?? false,
    hidden(form, marks = {}) {
      const isShownAgain = sent?.form === form && !isConflict
      const seen = Object.entries(marks).map(([name, mark]) => {
        const typed = isShownAgain ? values[name] : undefined
        return [name, typeof typed === 'string' ? typed : mark]
      })
      return { _form: form, _once: randomUUID(), ...Object.fromEntries(seen) }
    },
    field(name, current) {
      const stored = current === null || current === undefined ? '' : String(current)
      const typed = values[name]
      const value = typed === undefined ? stored : [typed].flat()[0]!.replaceAll('\r\n', '\n')
      const error = errors[name]
      return {
        name,
        value,
        ...(error ? { error } : {}),
        ...(isConflict && typed !== undefined && value !== stored ? { current: stored } : {}),
      }
    },
  }
}

/** The fields of a sent form. @throws AppError invalid for a body that is no form: not our defect. */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch (error) {
    throw error instanceof AppError ? error : unknownForm()
  }
}

const unknownForm = () => new AppError('invalid', 'platform.error.unknown_form')

/** Fields that are never shown again and never kept. */
const secret = /password|secret|token/

/** Text fields of a sent form by name (files left out), as they can be shown again. */
export function textValues(data: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {}
  for (const name of new Set(data.keys())) {
    if (name.startsWith('_') || secret.test(name)) continue
    const all = data.getAll(name).filter((value) => typeof value === 'string')
    if (all.length > 0) values[name] = all.length === 1 && !name.endsWith('[]') ? all[0]! : all
  }
  return values
}

/**
 * Nested input from field names: `contacts.0.phone`, `tags[]`. Empty text reads as absent; empty files are dropped.
 * @throws AppError invalid for names no form of ours has: a line beyond `mostLines`, a field that is a value and a group at once.
 */
export function nestedInput(data: FormData): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const name of new Set(data.keys())) {
    if (name.startsWith('_')) continue
    const all = data.getAll(name).filter((value) => typeof value === 'string' || value.size > 0)
    const clean = all.map((value) => (typeof value === 'string' ? emptyToUndefined(value) : value))
    if (name.endsWith('[]'))
      place(
        root,
        name.slice(0, -2),
        clean.filter((value) => value !== undefined),
      )
    else place(root, name, clean[0])
  }
  return root
}

function emptyToUndefined(value: string): string | undefined {
  // the database keeps no text with a zero character
  const trimmed = value.replaceAll('\r\n', '\n').replaceAll('\0', '').trim()
  return trimmed === '' ? undefined : trimmed
}

/** More lines than any form shows. */
const mostLines = 10_000

function place(root: Record<string, unknown>, name: string, value: unknown): void {
  const path = name.split('.')
  if (path.some((part) => part === '__proto__' || part === 'constructor' || part === 'prototype')) return
  if (path.some((part) => /^\d+$/.test(part) && Number(part) >= mostLines)) throw unknownForm()
  let here: Record<string, unknown> = root
  for (const [depth, part] of path.entries()) {
    if (depth === path.length - 1) {
      here[part] = value
      return
    }
    const isList = /^\d+$/.test(path[depth + 1] ?? '')
    here[part] ??= isList ? [] : {}
    const inner = here[part]
    if (typeof inner !== 'object' || inner instanceof Blob) throw unknownForm()
    here = inner as Record<string, unknown>
  }
}
