import type { Access, Accessibility, Kind } from '../../resource.ts'
import { isoDuration, publishedOn, recordAddress, type MetadataRecord } from './record.ts'

const types: Record<Kind, string> = {
  document: 'TextDigitalDocument',
  slides: 'PresentationDigitalDocument',
  video: 'VideoObject',
  audio: 'AudioObject',
  image: 'ImageObject',
  package: 'Course',
  simulation: 'CreativeWork',
  question_set: 'Quiz',
  link: 'WebPage',
  collection: 'Collection',
}

/** Words of the accessibility vocabulary of schema.org. */
export const features: Record<Accessibility, string> = {
  captions: 'captions',
  transcript: 'transcript',
  alternative_text: 'alternativeText',
  audio_description: 'audioDescription',
  tagged: 'taggedPDF',
  keyboard: 'readingOrder',
  sign_language: 'signLanguage',
}

/** The record as schema.org `LearningResource` with the properties of LRMI, for search engines and other repositories. */
export function lrmi(record: MetadataRecord, publicUrl: string, access: Access): Record<string, unknown> {
  const address = recordAddress(publicUrl, record)
  const all: Record<string, unknown> = {
    '@context': 'https://schema.org',
    '@type': ['LearningResource', types[record.kind]],
    '@id': address,
    url: address,
    name: record.title,
    alternateName: record.title_en,
    description: record.summary || null,
    inLanguage: record.languages.filter((one) => one !== 'zxx'),
    keywords: record.keywords,
    learningResourceType: record.kind,
    audience: record.audiences.map((one) => ({
      '@type': 'EducationalAudience',
      educationalRole: one === 'learner' ? 'student' : one === 'teacher' ? 'teacher' : 'administrator',
    })),
    educationalLevel: record.levels,
    author: record.authors.map((author) => ({
      '@type': 'Person',
      name: author.name,
      ...(author.organisation && { affiliation: { '@type': 'Organization', name: author.organisation } }),
    })),
    publisher: record.publisher && { '@type': 'EducationalOrganization', name: record.publisher },
    license: record.licence?.url ?? record.licence?.name,
    copyrightHolder: record.rights_holder && { '@type': 'Organization', name: record.rights_holder },
    datePublished: publishedOn(record),
    version: String(record.number),
    isAccessibleForFree: access === 'public',
    accessibilityFeature: record.accessibility.map((one) => features[one]),
    accessibilitySummary: record.accessibility_note,
    timeRequired: record.study_minutes && isoDuration(record.study_minutes * 60),
    duration: record.seconds && isoDuration(record.seconds),
    numberOfPages: record.pages,
    about: [...record.occupations, ...record.units].map((one) => `${one.code} ${one.name}`),
    teaches: record.components.map((one) => ({
      '@type': 'DefinedTerm',
      termCode: one.code,
      name: one.name,
      inDefinedTermSet: one.framework_id,
    })),
    isBasedOn: record.origins.map((one) =>
      one.code ? `${publicUrl}/hoc-lieu/${one.code}` : (one.address ?? one.title),
    ),
    encoding: record.files.map((file) => ({
      '@type': 'MediaObject',
      name: file.path,
      encodingFormat: file.mime,
      contentSize: String(file.size),
      contentUrl: `${publicUrl}/hoc-lieu/tep/${file.id}`,
    })),
  }
  return Object.fromEntries(
    Object.entries(all).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  )
}
