import { z } from 'zod'
import type { Lang } from '../i18n/index.ts'

const fallback = { vi: z.locales.vi().localeError, en: z.locales.en().localeError }

const said = {
  vi: {
    needed: 'Hãy điền mục này.',
    choose: 'Hãy chọn một giá trị trong danh sách.',
    number: 'Hãy ghi một số.',
    least: (size: string) => `Hãy ghi ít nhất ${size} ký tự.`,
    most: (size: string) => `Nhiều nhất ${size} ký tự.`,
    from: (size: string) => `Hãy ghi số từ ${size} trở lên.`,
    to: (size: string) => `Hãy ghi số không quá ${size}.`,
  },
  en: {
    needed: 'Fill this in.',
    choose: 'Choose one from the list.',
    number: 'Write a number.',
    least: (size: string) => `Write at least ${size} characters.`,
    most: (size: string) => `At most ${size} characters.`,
    from: (size: string) => `Write a number of ${size} or more.`,
    to: (size: string) => `Write a number of ${size} or less.`,
  },
}

/** What is wrong with a field in words a person can act on; zod's own words for what people cannot cause. */
export function fieldWords(lang: Lang): z.core.$ZodErrorMap {
  const words = said[lang]
  return (issue) => {
    const isEmpty = issue.input === undefined || issue.input === ''
    if (issue.code === 'invalid_type') {
      if (isEmpty) return words.needed
      return issue.expected === 'number' || issue.expected === 'int' ? words.number : fallback[lang](issue)
    }
    if (issue.code === 'invalid_value') return isEmpty ? words.needed : words.choose
    if (issue.code === 'too_small')
      return sized(issue.origin, issue.minimum, isEmpty, words) ?? fallback[lang](issue)
    if (issue.code === 'too_big') {
      if (issue.origin === 'string') return words.most(String(issue.maximum))
      return isNumber(issue.origin) ? words.to(String(issue.maximum)) : fallback[lang](issue)
    }
    return fallback[lang](issue)
  }
}

function sized(
  origin: string,
  minimum: number | bigint,
  isEmpty: boolean,
  words: (typeof said)[Lang],
): string | undefined {
  if (origin === 'string') return isEmpty ? words.needed : words.least(String(minimum))
  return isNumber(origin) ? words.from(String(minimum)) : undefined
}

function isNumber(origin: string): boolean {
  return origin === 'number' || origin === 'int'
}
