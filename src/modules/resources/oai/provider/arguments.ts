/** Arguments of each verb of OAI-PMH 2.0: what must be there, what may be. */
const verbs = {
  Identify: { must: [], may: [] },
  ListMetadataFormats: { must: [], may: ['identifier'] },
  ListSets: { must: [], may: ['resumptionToken'] },
  GetRecord: { must: ['identifier', 'metadataPrefix'], may: [] },
  ListIdentifiers: { must: ['metadataPrefix'], may: ['from', 'until', 'set', 'resumptionToken'] },
  ListRecords: { must: ['metadataPrefix'], may: ['from', 'until', 'set', 'resumptionToken'] },
} as const
export type Verb = keyof typeof verbs
export type Arguments = Partial<
  Record<'identifier' | 'metadataPrefix' | 'from' | 'until' | 'set' | 'resumptionToken', string>
>

/** A condition the protocol has a code for. The words are English, as harvesters' logs are. */
export class OaiError extends Error {
  readonly code: string
  constructor(code: string, words: string) {
    super(words)
    this.code = code
  }
}

const word = "[A-Za-z0-9\\-_.!~*'()]+"
const patterns = {
  metadataPrefix: new RegExp(`^${word}$`),
  set: new RegExp(`^${word}(:${word})*$`),
  identifier: /^[!-~]+$/,
  resumptionToken: /^[!-~]+$/,
}

/**
 * What is asked. A token stands alone beside the verb.
 * @throws OaiError badVerb, badArgument
 */
export function readArguments(sent: URLSearchParams): { verb: Verb; given: Arguments } {
  const asked = sent.getAll('verb')
  const [verb] = asked
  if (asked.length !== 1 || !verb || !Object.hasOwn(verbs, verb))
    throw new OaiError(
      'badVerb',
      asked.length > 1 ? 'The verb is given more than once.' : 'Not a verb of OAI-PMH 2.0.',
    )
  const { must, may } = verbs[verb as Verb] as { must: readonly string[]; may: readonly string[] }
  const given: Record<string, string> = {}
  for (const [name, value] of sent) {
    if (name === 'verb') continue
    if (!must.includes(name) && !may.includes(name))
      throw new OaiError('badArgument', `${verb} has no argument "${name}".`)
    if (name in given) throw new OaiError('badArgument', `"${name}" is given more than once.`)
    if (value === '') throw new OaiError('badArgument', `"${name}" is empty.`)
    given[name] = value
  }
  for (const [name, pattern] of Object.entries(patterns))
    if (given[name] !== undefined && !pattern.test(given[name]))
      throw new OaiError('badArgument', `"${name}" holds signs that do not belong there.`)
  if (given.resumptionToken && Object.keys(given).length > 1)
    throw new OaiError('badArgument', 'A resumptionToken stands alone beside the verb.')
  const missing = given.resumptionToken ? undefined : must.find((name) => !given[name])
  if (missing) throw new OaiError('badArgument', `${verb} needs "${missing}".`)
  return { verb: verb as Verb, given }
}

/** Bounds of a selective harvest, as whole seconds, both inclusive. */
export type Span = { from: string | undefined; until: string | undefined }

/** @throws OaiError badArgument for dates that are none, of two granularities, or the wrong way round */
export function readSpan({ from, until }: Arguments): Span {
  const sizes = [from, until].flatMap((text) => (text === undefined ? [] : [granularityOf(text)]))
  if (new Set(sizes).size > 1)
    throw new OaiError('badArgument', '"from" and "until" are not of the same granularity.')
  const span = {
    from: from && (from.length === 10 ? `${from}T00:00:00Z` : from),
    until: until && (until.length === 10 ? `${until}T23:59:59Z` : until),
  }
  if (span.from && span.until && span.from > span.until)
    throw new OaiError('badArgument', '"from" is later than "until".')
  return span
}

function granularityOf(text: string): 'day' | 'second' {
  const size = /^\d{4}-\d\d-\d\d$/.test(text)
    ? 'day'
    : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)
      ? 'second'
      : undefined
  const moment = size && new Date(text)
  // A day that is none (30 February) comes back as another one.
  // The year 0 is one for JavaScript, and none for the database.
  if (
    !moment ||
    text.startsWith('0000') ||
    Number.isNaN(moment.getTime()) ||
    !moment.toISOString().startsWith(text.slice(0, 10))
  )
    throw new OaiError('badArgument', `"${text}" is no date like 2026-11-22 or 2026-11-22T03:00:00Z.`)
  return size
}
