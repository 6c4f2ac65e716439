const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/**
 * The bare form of a text, for searching and matching: lower case, no marks, đ as d, runs of white space as one space.
 * Decomposed and composed input meet, and so do the two ways of placing a tone (hòa/hoà, ủy/uỷ).
 */
export function fold(text: string): string {
  return spaced(lowered(text).normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').normalize('NFC'))
}

/**
 * Like `fold`, but keeps letters and tones apart (hoa, hòa and hoạ differ) while the two ways of placing a tone
 * still meet. For ranking exact hits first and for telling whether two names are written alike. Not for showing.
 */
export function foldSpelling(text: string): string {
  const decomposed = lowered(text).normalize('NFD')
  return spaced(decomposed.replace(/\p{L}[\p{L}\p{M}]*/gu, toneLast).normalize('NFC'))
}

/** Moves the tone of one decomposed syllable behind its last letter. */
export function toneLast(syllable: string): string {
  const found = syllable.match(tones)
  return found ? syllable.replace(tones, '') + found.join('') : syllable
}

function lowered(text: string): string {
  return text.normalize('NFC').replace(invisible, '').toLowerCase()
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
