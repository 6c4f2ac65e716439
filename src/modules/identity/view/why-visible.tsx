import { findGrant, type Place } from '#platform/access.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Disclosure } from '#ui/index.ts'
import { areaText, roleText } from './grant-text.tsx'

/**
 * "Vì sao tôi thấy hồ sơ này?": the grant by which the reader sees the record, found by the same function that decides.
 * `areaName` is the name of the institution or ward, where the page knows it. Shows nothing to the public.
 */
export function WhyVisible(props: {
  context: ViewContext
  permission: string
  about: Place
  areaName?: string | undefined
}) {
  const { t, actor } = props.context
  const grant = findGrant(actor, props.permission, props.about)
  if (!grant) return null
  return (
    <Disclosure label={t('identity.why.question')}>
      <p>
        {t('identity.why.lead', {
          role: roleText(t, grant.role),
          area: areaText(t, grant.area.kind, grant.area.id, props.areaName),
        })}{' '}
        <a href={`/vi-sao?quyen=${encodeURIComponent(grant.id)}`}>{t('identity.why.more')}</a>
      </p>
    </Disclosure>
  )
}
