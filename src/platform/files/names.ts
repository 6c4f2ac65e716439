const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i
const longestBytes = 180

/**
 * A name that is safe to keep, show and save under on any system: no folders, no control or direction-changing
 * characters, no leading dots, no reserved word, at most 180 bytes. Vietnamese letters stay.
 */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const dot = plain.lastIndexOf('.')
  const [stem, ending] =
    dot > 0 && plain.length - dot <= 12 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, '']
  const kept = shorten(reserved.test(stem) ? `_${stem}` : stem, longestBytes - Buffer.byteLength(ending))
  return `${kept.trim()}${ending}` || 'tep'
}

/**
 * The header that names a download: a plain ASCII name for old clients and the true one in UTF-8 (RFC 6266, RFC 8187).
 * @param how `inline` shows the file in the browser; ask `servingHeaders` whether it may
 */
export function contentDisposition(name: string, how: 'inline' | 'attachment' = 'attachment'): string {
  const safe = safeFileName(name)
  const ascii = safe
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[^\w.,()+ -]/g, '_')
  const encoded = encodeURIComponent(safe).replace(
    /['()*!]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${how}; filename="${ascii || 'tep'}"; filename*=UTF-8''${encoded}`
}

function shorten(text: string, bytes: number): string {
  let kept = ''
  let used = 0
  for (const letter of text) {
    used += Buffer.byteLength(letter)
    if (used > bytes) return kept
    kept += letter
  }
  return kept
}
