import type { InstitutionType } from '../../institution.ts'

/** Outline of each type's sign in a box of 24 × 24, drawn alike on the map, in the list and in the legend: told by shape as well as by colour. */
export const shapes: Record<InstitutionType, string> = {
  college: 'M12 2.500a9.500 9.500 0 1 0 0 19a9.500 9.500 0 0 0 0-19z',
  intermediate_school: 'M3.500 3.500h17v17h-17z',
  vocational_high_school: 'M12 2.500l10.500 18h-21z',
  vet_centre: 'M12 1.500l10.500 10.500-10.500 10.500L1.500 12z',
  vet_continuing_centre: 'M7 3.300h10l5 8.700-5 8.700H7L2 12z',
  participating_org: 'M8.500 2.500h7v6h6v7h-6v6h-7v-6h-6v-7h6z',
}
