import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { AppError } from '#platform/errors.ts'

/** What a scan says; `threat` as the scanner calls it. One that is too large was not looked at, or not whole. */
export type Scan = { scan: 'clean' | 'too_large' } | { scan: 'infected'; threat: string }

/** clamd takes no longer pieces than its `StreamMaxLength` altogether; each piece is led by its length. */
const pieceBytes = 256 * 1024
const idleMs = 120_000

/**
 * Sends a file to clamd (`INSTREAM`) and answers what it says.
 * @param address `unix:/run/clamav/clamd.ctl` or `tcp://127.0.0.1:3310`
 * @throws AppError precondition when the scanner does not answer
 */
export async function scanBytes(address: string, bytes: AsyncIterable<Uint8Array>): Promise<Scan> {
  const socket = open(address)
  let answer = ''
  try {
    await once(socket, 'connect')
    socket.setEncoding('utf8').on('data', (part: string) => (answer += part))
    const ended = once(socket, 'close')
    const hungUp = ended.then(() => Promise.reject(new Error('the scanner hung up')))
    // Met below, and where the line is full; between two pieces nobody waits for it.
    hungUp.catch(() => undefined)
    await send(socket, bytes, hungUp)
    await ended
  } catch (error) {
    // It answers and hangs up when it takes no more.
    if (answer === '') throw unreachable(error)
  } finally {
    socket.destroy()
  }
  return read(answer)
}

function open(address: string): Socket {
  const [, path, host, port] = /^(?:unix:(.+)|tcp:\/\/\[?([^/]+?)\]?:(\d+))$/.exec(address) ?? []
  const socket = path ? connect({ path }) : connect({ host: host ?? '', port: Number(port) })
  socket.setTimeout(idleMs, () => socket.destroy(new Error('the scanner said nothing')))
  // Errors are met where something is waited for; one later must not end the process.
  socket.on('error', () => undefined)
  return socket
}

async function send(socket: Socket, bytes: AsyncIterable<Uint8Array>, hungUp: Promise<never>): Promise<void> {
  socket.write('zINSTREAM\0')
  for await (const chunk of bytes)
    for (let at = 0; at < chunk.byteLength; at += pieceBytes) {
      const piece = chunk.subarray(at, at + pieceBytes)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(piece.byteLength)
      socket.write(length)
      if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), hungUp])
    }
  socket.write(Buffer.alloc(4))
}

function read(answer: string): Scan {
  const text = answer.replaceAll('\0', '').trim()
  if (text.endsWith(': OK')) return { scan: 'clean' }
  const threat = /: (.+) FOUND$/.exec(text)?.[1]
  // More than `StreamMaxLength`; or, where clamd says so (`AlertExceedsMax`), more than it looks into.
  if (/size limit exceeded/i.test(text) || threat?.startsWith('Heuristics.Limits.Exceeded'))
    return { scan: 'too_large' }
  if (threat) return { scan: 'infected', threat }
  throw unreachable(text)
}

function unreachable(cause: unknown): AppError {
  const error = new AppError('precondition', 'resources.files.error.scanner')
  error.cause = cause
  return error
}
