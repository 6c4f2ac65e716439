/** Width and height in pixels as a reader sees the picture: a JPEG turned by its camera's note counts as turned. */
export type Size = { width: number; height: number }

/** The size of a PNG or JPEG by its header; undefined when the header cannot be read. */
export function readSize(bytes: Uint8Array, kind: 'jpeg' | 'png'): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return kind === 'png' ? { width: view.getUint32(16), height: view.getUint32(20) } : readJpeg(view)
  } catch {
    // a header that ends too early
    return undefined
  }
}

function readJpeg(view: DataView): Size | undefined {
  let isTurned = false
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1)
    if (marker === 0xe1) isTurned = readOrientation(view, at + 4) >= 5
    // start of a frame, but for the tables that share its range
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)]
      return isTurned ? { width: height, height: width } : { width, height }
    }
  }
  return undefined
}

const exif = 0x45786966
const orientation = 0x0112

/** 1 to 8 as Exif has it; 1 when it says nothing. */
function readOrientation(view: DataView, start: number): number {
  if (view.getUint32(start) !== exif) return 1
  const tiff = start + 6
  const isLittle = view.getUint16(tiff) === 0x4949
  const directory = tiff + view.getUint32(tiff + 4, isLittle)
  const count = view.getUint16(directory, isLittle)
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + entry * 12
    if (view.getUint16(at, isLittle) === orientation) return view.getUint16(at + 8, isLittle)
  }
  return 1
}
