import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import type { OldBook } from '../store/book.ts'

/** "Bằng tốt nghiệp trung cấp, sổ năm 1994, quyển 2". */
export function bookName(
  { kind_code, year, volume }: Pick<OldBook, 'kind_code' | 'year' | 'volume'>,
  { t }: Pick<ViewContext, 't'>,
): string {
  const words = { kind: t.dynamic(`diplomas.kind.${kind_code}`), year: String(year) }
  return volume ? t('diplomas.old.named_volume', { ...words, volume }) : t('diplomas.old.named', words)
}

/** A share in whole per cent, never rounded up to a hundred; a dash where there is nothing. */
export const share = (part: number, all: number): string =>
  all === 0 ? '–' : `${Math.floor((part * 100) / all)} %`

/** A rate of errors with one decimal, and the numbers it is made of. */
export const rate = (wrong: number, fields: number, t: Translate): string =>
  fields === 0
    ? '–'
    : t('diplomas.old.rate', {
        share: t.percent(wrong, fields, 1),
        count: t.number(wrong),
        fields: t.number(fields),
      })
