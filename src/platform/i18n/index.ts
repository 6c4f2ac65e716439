import { IntlMessageFormat } from 'intl-messageformat'
import { formatDate, formatDateTime, formatNumber, formatPercent } from '../text/index.ts'

export type Lang = 'vi' | 'en'
export const languages: readonly Lang[] = ['vi', 'en']

/** Every message key; each module merges its own (`declare module '#platform/i18n/index.ts'`). */
// oxlint-disable-next-line typescript/no-empty-interface -- filled by declaration merging
export interface Messages {}
export type MessageKey = keyof Messages & string

export type Params = Record<string, string | number>

/** The words of one module in both languages; English must answer every Vietnamese key. */
export type Words = { vi: Readonly<Record<string, string>>; en: Readonly<Record<string, string>> }

/** Pairs a module's words; a key missing in English does not compile. */
export function defineWords<const V extends Record<string, string>>(
  vi: V,
  en: { readonly [K in keyof V]: string },
): { vi: V; en: { readonly [K in keyof V]: string } } {
  return { vi, en }
}

/** What a view speaks with: words of a key, and dates and numbers in the language's form. */
export type Translate = {
  (key: MessageKey, params?: Params): string
  lang: Lang
  /** The words of a key that comes as data (a status code, an error); the key itself when there are none. */
  dynamic: (key: string, params?: Params) => string
  has: (key: string) => boolean
  date: (isoDay: string | Date | null | undefined) => string
  dateTime: (moment: Date | string | null | undefined) => string
  number: (value: number, decimals?: number) => string
  percent: (part: number, whole: number, decimals?: number) => string
}

export type Catalog = (lang: Lang) => Translate

/** Joins every module's words into one catalogue. @throws when two modules use one key. */
export function buildCatalog(all: readonly Words[]): Catalog {
  const merged: Record<Lang, Map<string, string>> = { vi: new Map(), en: new Map() }
  for (const words of all) {
    for (const lang of languages) {
      for (const [key, text] of Object.entries(words[lang])) {
        if (merged[lang].has(key)) throw new Error(`message ${key} is defined twice`)
        merged[lang].set(key, text)
      }
    }
  }
  const translators = { vi: makeTranslate('vi', merged.vi), en: makeTranslate('en', merged.en) }
  return (lang) => translators[lang]
}

function makeTranslate(lang: Lang, words: ReadonlyMap<string, string>): Translate {
  const compiled = new Map<string, IntlMessageFormat>()
  const speak = (key: string, params?: Params): string => {
    const text = words.get(key)
    if (text === undefined) return key
    if (!text.includes('{')) return text
    let format = compiled.get(key)
    if (!format) {
      format = new IntlMessageFormat(text, lang === 'vi' ? 'vi-VN' : 'en-GB', undefined, { ignoreTag: true })
      compiled.set(key, format)
    }
    return String(format.format(params))
  }
  return Object.assign((key: MessageKey, params?: Params) => speak(key, params), {
    lang,
    dynamic: speak,
    has: (key: string) => words.has(key),
    date: (day: string | Date | null | undefined) => (day ? formatDate(day, lang) : ''),
    dateTime: (moment: Date | string | null | undefined) =>
      moment ? formatDateTime(new Date(moment), lang) : '',
    number: (value: number, decimals?: number) =>
      formatNumber(value, lang, decimals === undefined ? {} : { atMost: decimals }),
    percent: (part: number, whole: number, decimals?: number) =>
      whole === 0 ? '–' : formatPercent(part / whole, lang, { atMost: decimals ?? 1 }),
  })
}
