import { createHash } from 'node:crypto'
import { XMLSerializer, type Element } from '@xmldom/xmldom'
import { detectOldEncoding } from '#platform/sheets/index.ts'
import { childOf, childrenOf, plain, textOf } from '#platform/xml.ts'
import { languages as known } from '../../catalogue/description.ts'
import type { Kind } from '../../resource.ts'

/** What a record of another repository says, as our catalogue keeps it. */
export type Described = {
  title: string
  title_en: string | null
  summary: string
  summary_en: string | null
  languages: string[]
  keywords: string[]
  kind: Kind
  licence: string | null
  /** What it says of rights, word for word. */
  rights: string | null
  rights_holder: string | null
  /** Where the original is. */
  address: string
  authors: string[]
}

/** Why a record is left out; the words are `resources.oai.skip.<key>`. */
export type Skip = { key: 'empty' | 'title' | 'address' | 'format' }

type Text = { value: string; language: string }

/** Digest of a description as it came: the same one needs no new version. */
export const digestOf = (metadata: Element): string =>
  createHash('sha256').update(new XMLSerializer().serializeToString(metadata)).digest('base64url')

export function readDescription(metadata: Element | undefined): Described | Skip {
  if (!metadata) return { key: 'empty' }
  if (metadata.localName === 'dc') return complete(readDublinCore(metadata))
  if (metadata.localName === 'lom') return complete(readLom(metadata))
  return { key: 'format' }
}

type Said = {
  titles: Text[]
  summaries: Text[]
  languages: string[]
  keywords: string[]
  types: string[]
  rights: string[]
  publishers: string[]
  addresses: string[]
  authors: string[]
}

function complete(said: Said): Described | Skip {
  const title = pick(said.titles)
  if (!title.own) return { key: 'title' }
  const address = said.addresses.map(webAddress).find((one) => one !== undefined)
  if (!address) return { key: 'address' }
  const summary = pick(said.summaries)
  const rights = words(said.rights.join(' '), 1000)
  return {
    title: words(title.own, 500),
    title_en: title.en === undefined ? null : plain(title.en, 500),
    summary: words(summary.own ?? '', 5000),
    summary_en: summary.en === undefined ? null : plain(summary.en, 5000),
    languages: unique(said.languages.flatMap(languageCode)).slice(0, 8),
    keywords: unique(said.keywords.map((one) => words(one, 100))).slice(0, 30),
    kind: said.types.map(kindOf).find((kind) => kind !== undefined) ?? 'link',
    licence: said.rights.map(licenceOf).find((code) => code !== undefined) ?? null,
    rights: rights || null,
    rights_holder: said.publishers[0] === undefined ? null : words(said.publishers[0], 500),
    address,
    authors: unique(said.authors.map((one) => words(one, 200))).slice(0, 50),
  }
}

/** Old repositories still hold what was typed in the fonts before Unicode. */
const words = (text: string, most: number): string => plain(detectOldEncoding(text)?.text ?? text, most)

const unique = (texts: readonly string[]): string[] => [...new Set(texts.filter(Boolean))]

/** The words in Vietnamese or in no language named, and those in English beside them. */
function pick(texts: readonly Text[]): { own: string | undefined; en: string | undefined } {
  const isEnglish = (text: Text) => /^en/i.test(text.language)
  const own =
    texts.find((text) => /^vi/i.test(text.language)) ?? texts.find((text) => !isEnglish(text)) ?? texts[0]
  const en = texts.find((text) => isEnglish(text) && text !== own)
  return { own: own?.value, en: en?.value }
}

function webAddress(text: string): string | undefined {
  const doi = /^(?:doi:\s*|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)$/i.exec(text)?.[1]
  const whole = doi ? `https://doi.org/${doi}` : text
  const url = /^https?:\/\//i.test(whole) && URL.canParse(whole) ? new URL(whole) : undefined
  return url && url.hostname !== '' && url.href.length <= 2000 ? url.href : undefined
}

const codes: Record<string, string> = {
  vie: 'vi',
  eng: 'en',
  zho: 'zh',
  chi: 'zh',
  jpn: 'ja',
  kor: 'ko',
  lao: 'lo',
  fra: 'fr',
  fre: 'fr',
  deu: 'de',
  ger: 'de',
}

function languageCode(text: string): string[] {
  const short = text.toLowerCase().split(/[-_]/)[0] ?? ''
  const code = codes[short] ?? short
  return (known as readonly string[]).includes(code) ? [code] : []
}

const kinds: [RegExp, Kind][] = [
  [/moving ?image|video|film/i, 'video'],
  [/sound|audio|podcast/i, 'audio'],
  [/still ?image|^image|figure|photograph|diagram/i, 'image'],
  [/slide|presentation/i, 'slides'],
  [/simulation/i, 'simulation'],
  [/questionnaire|exam|quiz|self ?assessment/i, 'question_set'],
  [/collection/i, 'collection'],
  [/interactive ?resource|lecture|course/i, 'package'],
  [/text|article|book|thesis|report|document/i, 'document'],
]
/** A collection or a package is described elsewhere and held there: here it is where it can be found. */
const kindOf = (type: string): Kind | undefined => {
  const kind = kinds.find(([pattern]) => pattern.test(type))?.[1]
  return kind === 'collection' || kind === 'package' ? 'link' : kind
}

/** Creative Commons 4.0 and CC0 by their addresses or names; of other licences only their words are kept. */
function licenceOf(text: string): string | undefined {
  if (/creativecommons\.org\/publicdomain\/zero\/1\.0|\bCC0\b/i.test(text)) return 'cc0-1.0'
  const found =
    /creativecommons\.org\/licenses\/(by(?:-nc)?(?:-(?:sa|nd))?)\/4\.0/i.exec(text)?.[1] ??
    /\bCC[ -](BY(?:-NC)?(?:-(?:SA|ND))?)[ -]4\.0/i.exec(text)?.[1]
  return found && `cc-${found.toLowerCase()}-4.0`
}

function readDublinCore(metadata: Element): Said {
  const all = (name: string): Text[] =>
    childrenOf(metadata)
      .filter((one) => one.localName === name)
      .map((one) => ({ value: textOf(one), language: one.getAttribute('xml:lang') ?? '' }))
      .filter(({ value }) => value !== '')
  const values = (name: string) => all(name).map(({ value }) => value)
  return {
    titles: all('title'),
    summaries: all('description'),
    languages: values('language'),
    keywords: values('subject'),
    types: values('type'),
    rights: values('rights'),
    publishers: values('publisher'),
    // Of several addresses the one that is no DOI leads there directly.
    addresses: values('identifier').toSorted(
      (a, b) => Number(/10\.\d{4,9}\//.test(a)) - Number(/10\.\d{4,9}\//.test(b)),
    ),
    authors: values('creator'),
  }
}

function readLom(metadata: Element): Said {
  const under = (path: string): Element[] =>
    path
      .split('/')
      .reduce<Element[]>(
        (found, name) => found.flatMap((one) => childrenOf(one).filter((child) => child.localName === name)),
        [metadata],
      )
  const values = (path: string) => under(path).map(textOf).filter(Boolean)
  const strings = (path: string): Text[] =>
    under(`${path}/string`)
      .map((one) => ({ value: textOf(one), language: one.getAttribute('language') ?? '' }))
      .filter(({ value }) => value !== '')
  const people = (role: RegExp): string[] =>
    under('lifeCycle/contribute')
      .filter((one) => role.test(textOf(childOf(childOf(one, 'role'), 'value'))))
      .flatMap((one) => childrenOf(one).filter((child) => child.localName === 'entity'))
      .flatMap((entity) => /FN[^:\r\n]*:([^\r\n]+)/.exec(plain(entity.textContent ?? ''))?.[1] ?? [])
      .map((name) => name.replace(/\\([\\,;])/g, '$1').trim())
  return {
    titles: strings('general/title'),
    summaries: strings('general/description'),
    languages: values('general/language'),
    keywords: strings('general/keyword').map(({ value }) => value),
    types: values('educational/learningResourceType/value'),
    rights: strings('rights/description').map(({ value }) => value),
    publishers: people(/publisher/i),
    addresses: [...values('technical/location'), ...values('general/identifier/entry')],
    authors: people(/author/i),
  }
}
