import { credentialsContext, openBadgesContext } from '#platform/credentials/index.ts'
import type { Diploma, KindCode } from '../diploma.ts'
import { dayText } from '../registers/typed.ts'

/** The contexts of every credential we issue, in this order; a credential of ours has these and no other. */
export const ourContexts = [credentialsContext, openBadgesContext] as const

/** AchievementType of Open Badges 3.0. */
const achievementTypes: Record<KindCode, string> = {
  college_diploma: 'Diploma',
  intermediate_diploma: 'Diploma',
  vocational_high_school_diploma: 'SecondarySchoolDiploma',
  elementary_certificate: 'Certificate',
  training_certificate: 'CertificateOfCompletion',
  pd_certificate: 'CertificateOfCompletion',
}

type Content = Diploma['content']

/**
 * What a diploma says in the terms of Open Badges 3.0, unsigned and without its status. The serial is `licenseNumber`; the holder's
 * name, birth and register entry are identity objects. The citizen number is nowhere.
 */
export function achievementOf(
  diploma: Pick<Diploma, 'public_id' | 'kind_code' | 'content' | 'serial' | 'entry_no' | 'is_demo'>,
  issuer: { origin: string; did: string },
) {
  const { content, public_id } = diploma
  const id = `${issuer.origin}/van-bang/${public_id}`
  const title = titleOf(content)
  return {
    '@context': [...ourContexts] as [typeof credentialsContext, string],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: diploma.is_demo ? `[Dữ liệu mẫu] ${title}` : title,
    issuer: { id: issuer.did, type: ['Profile'], name: content.institution.name },
    // Days are days in Vietnam.
    validFrom: `${content.issue.date}T00:00:00+07:00`,
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: holderOf(diploma),
      ...(diploma.serial && { licenseNumber: diploma.serial }),
      ...(content.programme.from_date && { activityStartDate: content.programme.from_date }),
      ...(content.programme.to_date && { activityEndDate: content.programme.to_date }),
      achievement: { ...programmeOf(diploma, issuer.origin), ...resultDescription(content, id) },
      ...(content.classification && {
        result: [
          { type: ['Result'], resultDescription: `${id}#xep-loai`, value: content.classification.name.vi },
        ],
      }),
    },
  }
}

function titleOf({ title, programme }: Content): string {
  return `${title.vi} – ${programme.name.vi}`
}

function holderOf({ content, entry_no }: Pick<Diploma, 'content' | 'entry_no'>) {
  const { full_name, birth_date, birth_year } = content.holder
  const birth = birth_date ?? (birth_year === null ? null : String(birth_year))
  const say = (identityType: string, identityHash: string | null) =>
    identityHash === null ? [] : [{ type: 'IdentityObject', identityType, hashed: false, identityHash }]
  return [...say('name', full_name), ...say('ext:birthDate', birth), ...say('ext:registerEntry', entry_no)]
}

function programmeOf({ content, kind_code }: Pick<Diploma, 'content' | 'kind_code'>, origin: string) {
  const { title, honour, programme, graduation } = content
  const english = title.en && programme.name.en ? `${title.en} – ${programme.name.en}` : titleOf(content)
  return {
    id: `${origin}/van-bang#${[kind_code, programme.code].filter(Boolean).join('-')}`,
    type: ['Achievement'],
    achievementType: achievementTypes[kind_code],
    name: titleOf(content),
    description: english,
    criteria: {
      narrative: `Quyết định số ${graduation.decision_no} ngày ${dayText(graduation.decision_date)}; năm ${graduation.year}`,
    },
    fieldOfStudy: programme.name.vi,
    ...(programme.code && { humanCode: programme.code }),
    ...(honour && { specialization: honour.vi }),
    inLanguage: 'vi',
  }
}

function resultDescription(content: Content, id: string) {
  if (!content.classification) return {}
  return {
    resultDescription: [
      {
        id: `${id}#xep-loai`,
        type: ['ResultDescription'],
        name: 'Xếp loại tốt nghiệp',
        resultType: 'PerformanceLevel',
      },
    ],
  }
}
