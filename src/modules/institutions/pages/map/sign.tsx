import type { InstitutionType } from '../../institution.ts'
import { shapes } from './shapes.ts'

/** The sign of a type: decoration beside the word that names it. */
export function Sign({ type }: { type: InstitutionType }) {
  return (
    <svg
      class={`map-sign map-kind-${type}`}
      width={20}
      height={20}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[type]} />
    </svg>
  )
}
