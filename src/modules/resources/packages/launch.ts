import { createHash } from 'node:crypto'
import type { PackageItem, Standard } from './facts.ts'

/** Whoever plays a package is nobody in particular to it: it learns no name. */
const actor = {
  objectType: 'Agent',
  name: 'Người học',
  account: { homePage: 'https://ngheso.invalid', name: 'nguoi-hoc' },
}

/** What cmi5 and xAPI content is given in its address: where its record store answers (inside the page) and for whom. */
export function launchParameters(standard: Standard, item: PackageItem, own: string): string | undefined {
  if (standard !== 'cmi5' && standard !== 'xapi') return undefined
  const activity = item.data.activity ?? item.id
  const registration = uuidOf(activity)
  const who = JSON.stringify(actor)
  const parameters = new URLSearchParams(
    standard === 'cmi5'
      ? { endpoint: `${own}/lrs/`, fetch: `${own}/fetch`, actor: who, registration, activityId: activity }
      : {
          endpoint: `${own}/lrs/`,
          auth: 'Basic bmdoZS1zbzo=',
          actor: who,
          registration,
          activity_id: activity,
        },
  )
  return parameters.toString()
}

/** A registration is asked for; it is the same for one activity, as nothing is kept beyond the sitting. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
