import sharp from 'sharp'
import type { Found } from './found.ts'

/** A picture may have so many points: a small file can claim to be a wall of them. */
const mostPixels = 100_000_000
const thumbnailWidth = 480

const open = (input: string | Uint8Array) =>
  sharp(input, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true })

/** Size and a small copy of a picture, turned as its camera held it; without what the camera noted of place and time. */
export async function readPicture(path: string): Promise<Found> {
  try {
    const { width, height, autoOrient } = await open(path).metadata()
    return {
      width: autoOrient?.width ?? width,
      height: autoOrient?.height ?? height,
      picture: await shrink(path),
    }
  } catch {
    return { fault: { key: 'resources.files.fault.picture' } }
  }
}

/** A picture small enough to stand in a list. */
export async function shrink(input: string | Uint8Array): Promise<Uint8Array> {
  return open(input)
    .autoOrient()
    .resize({ width: thumbnailWidth, height: thumbnailWidth, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .webp({ quality: 72 })
    .toBuffer()
}

/** The same of points as a PDF page is drawn. */
export async function shrinkPoints(
  data: Uint8Array,
  size: { width: number; height: number },
): Promise<Uint8Array> {
  return sharp(data, { raw: { ...size, channels: 4 } })
    .resize({ width: thumbnailWidth, height: thumbnailWidth, fit: 'inside' })
    .flatten({ background: '#fff' })
    .webp({ quality: 72 })
    .toBuffer()
}
