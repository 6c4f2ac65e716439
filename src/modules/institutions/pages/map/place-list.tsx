import type { Translate } from '#platform/i18n/index.ts'
import { Badge, Disclosure } from '#ui/index.ts'
import type { InstitutionHit } from '../../store/search.ts'
import { StatusBadge } from '../provenance.tsx'
import { Sign } from './sign.tsx'

/** The result as a list; each item lights up its point when the map is there. */
export function PlaceList({ hits, t }: { hits: readonly InstitutionHit[]; t: Translate }) {
  return (
    <ol class="place-list">
      {hits.map((hit) => (
        <PlaceItem key={hit.id} hit={hit} t={t} />
      ))}
    </ol>
  )
}

function PlaceItem({ hit, t }: { hit: InstitutionHit; t: Translate }) {
  const kind = [
    t.dynamic(`institutions.type.${hit.type}`),
    hit.ownership && t.dynamic(`institutions.ownership.${hit.ownership}`),
  ]
  const isPlaced = hit.lat !== null && hit.lon !== null
  return (
    <li class="place-item" data-code={hit.code}>
      <Sign type={hit.type} />
      <div class="min-w-0">
        <p>
          <a class="font-semibold" href={`/co-so/${hit.code}`}>
            {hit.name}
          </a>
        </p>
        <p class="text-sm text-muted">{kind.filter(Boolean).join(' · ')}</p>
        <p class="text-sm">
          {[hit.address, hit.ward_name].filter(Boolean).join(', ') || t('institutions.map.no_address')}
          {hit.ward_then_name && ` (${t('institutions.map.former_ward', { name: hit.ward_then_name })})`}
        </p>
        <p class="text-sm text-muted">{details(hit, t).join(' · ')}</p>
        <p class="place-tags">
          {hit.status !== 'active' && <StatusBadge status={hit.status} t={t} />}
          {hit.is_high_quality && (
            <Badge kind="primary" icon="award">
              {t('institutions.high_quality')}
            </Badge>
          )}
          {!isPlaced && (
            <Badge kind="warning" icon="pin">
              {t('institutions.map.unplaced')}
            </Badge>
          )}
          {hit.is_demo && <Badge kind="info">{t('institutions.map.example')}</Badge>}
        </p>
        {isPlaced && (
          <p class="print:hidden">
            <button
              class="place-show"
              type="button"
              data-show={hit.code}
              aria-label={t('institutions.map.show_one', { name: hit.name })}
              hidden
            >
              {t('institutions.map.show')}
            </button>
          </p>
        )}
      </div>
    </li>
  )
}

/** What is known in few words: distance, occupations, telephone, and how sure the point is. */
function details(hit: InstitutionHit, t: Translate): string[] {
  const isGuess = hit.lat !== null && hit.geo_precision !== 'surveyed'
  return [
    hit.distance_km === null ? '' : t('institutions.map.distance', { km: t.number(hit.distance_km, 1) }),
    t('institutions.map.count_occupations', { n: hit.occupations.length }),
    hit.phone ?? '',
    isGuess ? t.dynamic(`institutions.map.precision.${hit.geo_precision}`) : '',
  ].filter(Boolean)
}

type NoteProps = { hits: readonly InstitutionHit[]; total: number; isNear: boolean; t: Translate }

/** Who is in the list but not on the map; or, searched by distance, in neither. */
export function UnplacedNote({ hits, total, isNear, t }: NoteProps) {
  if (total + hits.length === 0) return null
  const sentence = t(isNear ? 'institutions.map.count_unplaced_near' : 'institutions.map.count_unplaced', {
    n: hits.length,
  })
  if (hits.length === 0) return <p class="mb-3 text-sm text-muted">{sentence}</p>
  return (
    <div class="mb-3">
      <Disclosure label={sentence}>
        <ul class="bullets">
          {hits.map((hit) => (
            <li key={hit.id}>
              <a href={`/co-so/${hit.code}`}>{hit.name}</a>
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  )
}
