/** When a digital-technology programme counts as updated (T04 of the plan): dated settings, no formula is given. */
export type UpdateRule = {
  /** Greatest age of the decision, in months. */
  months: number
  /** The version says which new technology came in. */
  needs_note: boolean
  /** Beginnings of occupation codes that are digital technology. */
  prefixes: readonly string[]
}
