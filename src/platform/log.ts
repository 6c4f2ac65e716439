import { pino, type Logger } from 'pino'

export type Log = Logger

/** Structured log on standard error, so that standard output stays the command's answer. Personal fields are cut. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['*.password', '*.token', '*.citizen_number', 'password', 'token'], censor: '[cut]' },
    },
    pino.destination({ fd: 2, sync: false }),
  )
}
