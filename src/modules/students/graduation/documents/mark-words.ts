const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười']

/** A ten-point mark in words, as mark sheets write it beside the figure: 7.5 is "Bảy phẩy năm". */
export function markInWords(mark: string): string {
  const [whole = '0', part = ''] = mark.split('.')
  const tail = part.replace(/0+$/, '')
  const head = digits[Number(whole)] ?? ''
  const words =
    tail === '' ? head : `${head} phẩy ${[...tail].map((digit) => digits[Number(digit)]).join(' ')}`
  return words.charAt(0).toUpperCase() + words.slice(1)
}
