/**
 * Vietnamese before Unicode: TCVN 5712:1993 (the ABC fonts `.VnTime`) puts letters on the places of Latin-1,
 * VNI writes a vowel followed by a mark. Both still arrive in workbooks.
 */
/** A letter-for-letter table. */
function pairs(from: string, to: Iterable<string>): Record<string, string> {
  const letters = [...to]
  return Object.fromEntries([...from].map((letter, at) => [letter, letters[at] ?? letter]))
}

/** Code on the Latin-1 place → letter. */
const tcvn3 = pairs(
  '¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ',
  'ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ',
)

const toneMarks = pairs('ùøûõï', ['\u0301', '\u0300', '\u0309', '\u0303', '\u0323'])

/** Mark letters that VNI sets behind a, e or o for circumflex and breve, bare or with a tone. */
const hatMarks = pairs('âáàåãä', [
  '\u0302',
  '\u0302\u0301',
  '\u0302\u0300',
  '\u0302\u0309',
  '\u0302\u0303',
  '\u0302\u0323',
])
const breveMarks = pairs('êéèúüë', [
  '\u0306',
  '\u0306\u0301',
  '\u0306\u0300',
  '\u0306\u0309',
  '\u0306\u0303',
  '\u0306\u0323',
])
const vniSingles = pairs('ñôöæóòî', 'đơưỉĩịỵ')

export type OldEncoding = 'tcvn3' | 'tcvn3-capitals' | 'vni'

/** Letters that only Unicode text has, so that text beneath an old font name is already right. */
const unicodeOnly =
  /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]|\p{M}/u

/** Text of a cell that is set in an old font, in Unicode; nothing when it needs no change. */
export function decodeOldFont(text: string, encoding: OldEncoding): string | undefined {
  if (!/[\u00a1-\u00ff]/.test(text) || unicodeOnly.test(text)) return undefined
  const decoded = encoding === 'vni' ? fromVni(text) : fromTcvn3(text, encoding === 'tcvn3-capitals')
  return decoded === text ? undefined : decoded
}

/**
 * Recognises text in an old encoding without knowing its font, and converts it only when every word then reads as
 * Vietnamese and did not before; among several words with marks, those without any may be of another language.
 * A text like "Café" stays as it is.
 */
export function detectOldEncoding(text: string): { text: string; encoding: 'tcvn3' | 'vni' } | undefined {
  if (!/[\u00a1-\u00ff]/.test(text) || unicodeOnly.test(text)) return undefined
  const marked = text.split(/\s+/).filter((word) => /[\u00a1-\u00ff]/.test(word))
  const asked = marked.length > 1 ? marked.join(' ') : text
  if (readsVietnamese(asked)) return undefined
  const found = (['tcvn3', 'vni'] as const).filter((encoding) => {
    const decoded = decodeOldFont(asked, encoding)
    return decoded !== undefined && readsVietnamese(decoded)
  })
  const [encoding] = found
  return encoding && found.length === 1 ? { text: decodeOldFont(text, encoding)!, encoding } : undefined
}

export function fromTcvn3(text: string, capitals = false): string {
  const decoded = text.replace(/[\u00a1-\u00ff]/g, (letter) => tcvn3[letter] ?? letter)
  return capitals ? decoded.toUpperCase() : decoded
}

export function fromVni(text: string): string {
  const marked = text
    .normalize('NFC')
    .replace(
      /([aeouyAEOUYôöÔÖ])([ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË])/g,
      (whole, vowel: string, mark: string) => {
        const base = vniSingle(vowel)
        const low = mark.toLowerCase()
        const tone = toneMarks[low]
        if (tone) return base + tone
        const plain = vowel.toLowerCase()
        if ('aeo'.includes(plain) && hatMarks[low]) return base + hatMarks[low]
        return plain === 'a' && breveMarks[low] ? base + breveMarks[low] : whole
      },
    )
  return marked.replace(/[ñôöæóòîÑÔÖÆÓÒÎ](?![\u0300-\u036f])/g, vniSingle).normalize('NFC')
}

function vniSingle(letter: string): string {
  const single = vniSingles[letter.toLowerCase()]
  if (!single) return letter
  return letter === letter.toLowerCase() ? single : single.toUpperCase()
}

const onset = '(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?'
const nucleus =
  '(?:uyê|uya|uyu|iêu|yêu|oai|oay|oao|oeo|uay|uôi|ươi|ươu|uâ|uê|uơ|uy|oa|oă|oe|oo|iê|yê|ia|ưa|ươ|ua|uô|ai|ao|au|âu|ay|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])'
const coda = '(?:ch|ng|nh|[cmnpt])?'
const syllable = new RegExp(`^${onset}${nucleus}${coda}$`)

/** Whether every word of the text is spelled like a Vietnamese syllable: right letters, one tone at most. */
export function readsVietnamese(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  if (/[\u00a1-\u00bf\u00d7\u00f7]/.test(text)) return false
  return words.every((word) => {
    const bare = word.normalize('NFD').replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    return word.normalize('NFD').length - bare.length <= 1 && syllable.test(bare.normalize('NFC'))
  })
}
