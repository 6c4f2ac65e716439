import type { Translate } from '#platform/i18n/index.ts'
import type { Package } from '../store/package.ts'

/** The standard with its edition, as far as the package states it. */
export function standardText({ standard, edition }: Package, t: Translate): string {
  const name = t.dynamic(`resources.packages.standard.${standard}`)
  if (standard === 'scorm_2004' && edition) return `SCORM ${edition}`
  return standard === 'h5p' && edition ? `${name} · ${edition}` : name
}

/** Why a package is not opened. */
export const faultText = (
  { fault, fault_params }: Pick<Package, 'fault' | 'fault_params'>,
  t: Translate,
): string => t.dynamic(`resources.packages.fault.${fault}`, { entry: 'none', reason: '', ...fault_params })
