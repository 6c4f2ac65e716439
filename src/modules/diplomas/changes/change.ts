import { birthText, type Birth, type Sex } from '#modules/people/index.ts'
import type { DiplomaContent } from '../diploma.ts'

/** Why a diploma is changed; what the public is told of it. Words: `diplomas.reason.<code>`. */
export const reasons = {
  correct: ['civil_status', 'school_error'],
  replace: ['school_error', 'damaged', 'lost'],
  suspend: ['under_check'],
  revoke: ['fraud', 'not_eligible', 'wrong_authority', 'altered', 'lent', 'school_error'],
} as const
export type ChangeAct = keyof typeof reasons

/** Classes a diploma may carry; words as on the graduation list. */
export const classes = ['xuat_sac', 'gioi', 'kha', 'trung_binh'] as const

/** What may be corrected, as typed. */
export type Corrected = {
  full_name: string
  birth: Birth | null
  sex: Sex | null
  birth_place: string | null
  ethnicity: string | null
  nationality: string | null
  programme: string
  classification: string | null
}

/** One field that is different: the name of the content's field, and its old and new value as text. */
export type Difference = { field: string; before: string | null; after: string | null }

type Reader = (one: Corrected) => string | null
const readers: Record<string, Reader> = {
  'holder.full_name': (one) => one.full_name,
  'holder.birth': (one) => (one.birth ? (one.birth.date ?? String(one.birth.year ?? '')) : null),
  'holder.sex': (one) => one.sex,
  'holder.birth_place': (one) => one.birth_place,
  'holder.ethnicity': (one) => one.ethnicity,
  'holder.nationality': (one) => one.nationality,
  'programme.name': (one) => one.programme,
  classification: (one) => one.classification,
}

/** What a diploma says of the fields that may be corrected. */
export function correctedOf({ holder, programme, classification }: DiplomaContent): Corrected {
  const { full_name, birth_date, birth_year, sex, birth_place, ethnicity, nationality } = holder
  return {
    full_name,
    birth: birth_date || birth_year ? { date: birth_date, year: birth_year } : null,
    sex,
    birth_place,
    ethnicity,
    nationality,
    programme: programme.name.vi,
    classification: classification?.code ?? null,
  }
}

/** The fields in which the two differ; names compare letter by letter, however their marks were typed. */
export function findDifferences(before: Corrected, after: Corrected): Difference[] {
  return Object.entries(readers).flatMap(([field, read]) => {
    const [old, next] = [plain(read(before)), plain(read(after))]
    return old === next ? [] : [{ field, before: old, after: next }]
  })
}

const plain = (text: string | null): string | null => (text ? text.normalize('NFC') : null)

/** The content with what was corrected; everything else stays as the old diploma says it. */
export function correctContent(
  content: DiplomaContent,
  next: Corrected,
  className: (code: string) => { vi: string; en: string | null },
): DiplomaContent {
  const { full_name, birth, sex, birth_place, ethnicity, nationality } = next
  const isSameProgramme = next.programme.normalize('NFC') === content.programme.name.vi.normalize('NFC')
  return {
    ...content,
    holder: {
      full_name: full_name.normalize('NFC'),
      birth_date: birth?.date ?? null,
      birth_year: birth?.year ?? null,
      sex,
      birth_place,
      ethnicity,
      nationality,
    },
    programme: {
      ...content.programme,
      name: isSameProgramme ? content.programme.name : { vi: next.programme, en: null },
    },
    classification:
      next.classification === (content.classification?.code ?? null)
        ? content.classification
        : next.classification === null
          ? null
          : { code: next.classification, name: className(next.classification) },
  }
}

/** How the fields stand in the form. */
export function typedOf(one: Corrected): Record<string, string> {
  return {
    full_name: one.full_name,
    birth: one.birth ? birthText({ birth_date: one.birth.date, birth_year: one.birth.year }) : '',
    sex: one.sex ?? '',
    birth_place: one.birth_place ?? '',
    ethnicity: one.ethnicity ?? '',
    nationality: one.nationality ?? '',
    programme: one.programme,
    classification: one.classification ?? '',
  }
}
