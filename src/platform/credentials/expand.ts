import type { JsonObject } from './canonical.ts'
import type { FindContext } from './contexts.ts'
import { CredentialError } from './errors.ts'

/** What a context says of a term. `scope` counts inside nodes that have the term as their type. */
type Term = { id: string; type?: string; container?: string; scope?: Terms; isPlain: boolean }
type Terms = ReadonlyMap<string, Term>

/** The document needs more of JSON-LD than is done here: the processor does it. */
class NotPlain extends Error {}

const absolute = /^(https?:\/\/|did:|urn:)[^\s<>"{}|\\^`]*$/
/** No credential is as deep as this. */
const deepest = 32
type Known = { contexts: readonly unknown[]; terms: Terms }
const known = new Map<string, Known>()

/**
 * The expanded form of a plain document: known contexts, terms that mean one address, types and fields with terms of their own, literals,
 * addresses written out. That is what credentials are made of; the processor copies whole contexts at every node and takes ten
 * times as long. A test compares the two. Undefined: the document is not plain, or not valid, and the processor shall say.
 * @throws CredentialError not_a_credential when it is nested without end
 */
export function expandPlain(document: JsonObject, find: FindContext): JsonObject[] | undefined {
  const { '@context': contexts, ...rest } = document
  if (!Array.isArray(contexts) || !contexts.every((one) => typeof one === 'string')) return undefined
  try {
    const node = expandNode(rest, termsOf(contexts, find), 0)
    return Object.keys(node).some((name) => name !== '@id') ? [node] : undefined
  } catch (error) {
    if (error instanceof NotPlain) return undefined
    throw error
  }
}

/** The terms of contexts, kept as long as the same contexts are found under their addresses. */
function termsOf(urls: readonly string[], find: FindContext): Terms {
  const contexts = urls.map((url) => (find(url) as { '@context'?: unknown } | undefined)?.['@context'])
  const key = urls.join(' ')
  const kept = known.get(key)
  if (kept?.contexts.every((one, at) => one === contexts[at])) return kept.terms
  const terms = contexts.reduce<Terms>((all, context) => addTerms(all, context), new Map())
  if (known.size < 20) known.set(key, { contexts, terms })
  return terms
}

function addTerms(before: Terms, context: unknown): Terms {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) throw new NotPlain()
  const terms = new Map(before)
  for (const [name, definition] of Object.entries(context)) {
    if (name === '@protected' || name === '@version') continue
    if (name.startsWith('@')) throw new NotPlain()
    terms.set(name, readTerm(definition))
  }
  return terms
}

function readTerm(definition: unknown): Term {
  if (typeof definition === 'string')
    return { id: definition, isPlain: definition.startsWith('@') || absolute.test(definition) }
  const {
    '@id': id,
    '@type': type,
    '@container': container,
    '@context': scope,
    '@protected': _,
    ...more
  } = (definition ?? {}) as JsonObject
  const isPlain =
    typeof id === 'string' &&
    absolute.test(id) &&
    (type === undefined || type === '@id' || (typeof type === 'string' && absolute.test(type))) &&
    (container === undefined || container === '@set' || container === '@list') &&
    scope !== null &&
    Object.keys(more).length === 0
  return {
    id: String(id),
    isPlain,
    ...(typeof type === 'string' && { type }),
    ...(typeof container === 'string' && { container }),
    ...(scope !== undefined && scope !== null && { scope: addTerms(new Map(), scope) }),
  }
}

/** `outer`: the terms around the node; those of its type count for its own fields and no deeper. */
function expandNode(node: JsonObject, outer: Terms, depth: number): JsonObject {
  if (depth > deepest) throw new CredentialError('not_a_credential', `> ${deepest}`)
  const types = typesOf(node, outer)
  const [scope, another] = types.flatMap((type) => type.scope ?? [])
  if (another || Object.keys(node).length === 0) throw new NotPlain()
  const inner = scope ? new Map([...outer, ...scope]) : outer
  const expanded: JsonObject = {}
  for (const [name, value] of Object.entries(node)) {
    const term = inner.get(name)
    if (!term?.isPlain) throw new NotPlain()
    if (term.id === '@type') expanded['@type'] = types.map((type) => type.id)
    else if (term.id === '@id') expanded['@id'] = addressOf(value, inner)
    else if (term.id in expanded) throw new NotPlain()
    else expanded[term.id] = expandValues(value, { term, inner, outer, depth })
  }
  return expanded
}

/** The types of a node as terms. */
function typesOf(node: JsonObject, outer: Terms): Term[] {
  const named = Object.entries(node).filter(([name]) => outer.get(name)?.id === '@type')
  return (named.flatMap(([, value]) => value) as unknown[]).map((name) => {
    const term = typeof name === 'string' ? outer.get(name) : undefined
    if (!term?.isPlain || term.id.startsWith('@')) throw new NotPlain()
    return term
  })
}

type Field = { term: Term; inner: Terms; outer: Terms; depth: number }

function expandValues(value: unknown, field: Field): unknown[] {
  const values = (Array.isArray(value) ? value : [value]).map((one: unknown) => expandValue(one, field))
  return field.term.container === '@list' ? [{ '@list': values }] : values
}

function expandValue(value: unknown, { term, inner, outer, depth }: Field): unknown {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return expandNode(value as JsonObject, term.scope ? new Map([...outer, ...term.scope]) : outer, depth + 1)
  if (term.type === '@id') return { '@id': addressOf(value, inner) }
  if (typeof value !== 'string' && typeof value !== 'boolean' && typeof value !== 'number')
    throw new NotPlain()
  return term.type ? { '@value': value, '@type': term.type } : { '@value': value }
}

/** An address as it is written; one that could be short for something else is left to the processor. */
function addressOf(value: unknown, terms: Terms): string {
  if (typeof value !== 'string' || !absolute.test(value)) throw new NotPlain()
  if (terms.has(value.slice(0, value.indexOf(':')))) throw new NotPlain()
  return value
}
