import { parseFile } from 'music-metadata'
import type { Found } from './found.ts'
import { shrink } from './picture.ts'

/** What browsers play; sound and pictures in anything else is taken along, and said so. */
const played = [
  /^(mpeg|mp3|aac|opus|vorbis|flac|pcm|mpeg-4\/aac|alac)/i,
  /^(avc|h264|h\.264|vp8|vp9|av1|av01)/i,
]

const named: Record<string, RegExp> = {
  'H.264': /avc1|h\.?264|mpeg4?\/iso\/avc/i,
  'H.265': /hvc1|hev1|h\.?265|hevc/i,
  VP9: /vp0?9/i,
  VP8: /vp0?8/i,
  AV1: /av0?1/i,
}

/** Length, size and codec of sound and film, and the picture that stands on its cover. */
export async function readRecording(path: string): Promise<Found> {
  try {
    const { format, common } = await parseFile(path, { duration: true, skipPostHeaders: true })
    const video = format.trackInfo.find((track) => track.video)
    const codec = nameOf(video?.codecName ?? format.codec)
    const cover = common.picture?.[0]?.data
    return {
      seconds: format.duration && format.duration >= 0.5 ? Math.round(format.duration) : undefined,
      title: common.title?.slice(0, 300),
      width: video?.video?.pixelWidth || undefined,
      height: video?.video?.pixelHeight || undefined,
      codec,
      picture: cover && (await shrink(cover).catch(() => undefined)),
      ...(codec && !isPlayed(codec) && { fault: { key: 'resources.files.fault.codec', params: { codec } } }),
    }
  } catch {
    return { fault: { key: 'resources.files.fault.recording' } }
  }
}

function nameOf(codec: string | undefined): string | undefined {
  if (!codec) return undefined
  return (Object.entries(named).find(([, shape]) => shape.test(codec))?.[0] ?? codec).slice(0, 80)
}

const isPlayed = (codec: string) => played.some((shape) => shape.test(codec))
