import type { Translate } from '#platform/i18n/index.ts'
import { Alert } from '#ui/index.ts'
import type { Origin } from './store/harvested.ts'

/** Whose a harvested resource is, and what its repository says of rights. */
export function HarvestNotice({ origin, t }: { origin: Origin; t: Translate }) {
  return (
    <Alert kind="info" title={t('resources.oai.from', { name: origin.name })}>
      {t('resources.oai.from_text')}
      {origin.rights && <> {t('resources.oai.from_rights', { rights: origin.rights })}</>}
    </Alert>
  )
}
