import type { Translate } from '#platform/i18n/index.ts'
import type { Review } from './graduation.ts'

export const classText = (value: string | null, t: Translate): string =>
  value ? t.dynamic(`students.graduation.class.${value}`) : '–'

export const titleText = (value: string | null, t: Translate): string =>
  value ? t.dynamic(`students.graduation.title.${value}`) : '–'

/** Decimal text with the mark of the language. */
export const figureText = (value: string | null, t: Translate): string =>
  value === null ? '–' : t.lang === 'vi' ? value.replace('.', ',') : value

export const reviewName = (review: Pick<Review, 'cohort_name' | 'on_date'>, t: Translate): string =>
  t('students.graduation.review.named', { cohort: review.cohort_name, day: t.date(review.on_date) })
