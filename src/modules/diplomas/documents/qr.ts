import QRCode from 'qrcode'

/** A QR code as SVG, with the quiet zone readers ask for; middle correction, so that a worn print is still read. */
export const qrSvg = (text: string): Promise<string> =>
  QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
