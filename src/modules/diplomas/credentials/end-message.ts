/**
 * How one that is set in the list of revocations came to its end, where that was no revocation. Their list has a place for each of
 * them at every place of the others, in this order (`diplomas.status_places`).
 */
export const endMessages = ['corrected', 'replaced'] as const
export type EndMessage = (typeof endMessages)[number]
