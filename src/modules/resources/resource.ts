/** Learning resources as every part of the module sees them. A resource lasts; what it holds is in its versions. */

export const kinds = [
  'document',
  'slides',
  'video',
  'audio',
  'image',
  'package',
  'simulation',
  'question_set',
  'link',
  'collection',
] as const
export type Kind = (typeof kinds)[number]

/** From the first draft to the end. One version of a resource is published at a time, one is under way. */
export const states = [
  'draft',
  'submitted',
  'reviewed',
  'accepted',
  'published',
  'superseded',
  'withdrawn',
] as const
export type VersionState = (typeof states)[number]

/** The widest circle that may read what is published. `private` is a resource of which nothing is published. */
export const accesses = ['school', 'signed_in', 'public'] as const
export type Access = (typeof accesses)[number]

export const audiences = ['learner', 'teacher', 'manager'] as const
export type Audience = (typeof audiences)[number]

export const accessibilities = [
  'captions',
  'transcript',
  'alternative_text',
  'audio_description',
  'tagged',
  'keyboard',
  'sign_language',
] as const
export type Accessibility = (typeof accessibilities)[number]

export const fileRoles = ['content', 'captions', 'transcript', 'alternative'] as const
export type FileRole = (typeof fileRoles)[number]

export const withdrawals = ['author', 'rights', 'content', 'broken', 'outdated', 'other'] as const
export type Withdrawal = (typeof withdrawals)[number]

/** What lasts: address `/hoc-lieu/<code>`, whose it is, and which version the address shows. */
export type Resource = {
  id: string
  code: string
  /** null: the department's, or harvested */
  institution_id: string | null
  owner_account: string
  owner_name: string
  owner_person: string | null
  access: 'private' | Access
  published_id: string | null
  withdrawn_at: Date | null
  withdrawn_kind: Withdrawal | null
  withdrawn_reason: string | null
  origin: 'local' | 'imported' | 'harvested'
  origin_key: string | null
  shared_on: string | null
  created_at: Date
  is_demo: boolean
  version: number
}

/** A version with what it says of itself; `code` and what follows are its resource's. */
export type Version = {
  id: string
  resource_id: string
  institution_id: string | null
  owner_account: string
  number: number
  state: VersionState
  kind: Kind
  title: string
  title_en: string | null
  summary: string
  summary_en: string | null
  languages: string[]
  keywords: string[]
  levels: string[]
  audiences: Audience[]
  licence: string | null
  rights_holder: string | null
  accessibility: Accessibility[]
  accessibility_note: string | null
  address: string | null
  pages: number | null
  seconds: number | null
  study_minutes: number | null
  change_note: string | null
  access: Access
  /** Before this day a published version stays with its authors and its school. */
  open_on: string | null
  accepted_on: string | null
  published_at: Date | null
  superseded_at: Date | null
  changed_at: Date
  version: number
  code: string
  resource_access: 'private' | Access
  published_id: string | null
  withdrawn_at: Date | null
  owner_name: string
  is_demo: boolean
}

/** A file of a version. `kind` is the type by content, a name of `platform/files/kinds.ts`; the bytes lie in `app.files` under `hash`. */
export type VersionFile = {
  id: string
  version_id: string
  /** inside the version, `bai-1/slide.pdf`; unique there */
  path: string
  hash: string
  size: number
  mime: string
  kind: string
  role: FileRole
  language: string | null
  alternative_text: string | null
  position: number
}

/** A language as files and drafts name it: `vi`, `en-GB`. */
export const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

/** Was it ever open to its readers? */
export const wasPublished = (state: VersionState): boolean =>
  state === 'published' || state === 'superseded' || state === 'withdrawn'

export const resourcePath = (code: string): string => `/hoc-lieu/${code}`
export const versionPath = (code: string, number: number): string => `/hoc-lieu/${code}/phien-ban/${number}`
