import { pino, type Logger, type LoggerOptions } from 'pino'

export type Log = Logger

/** Structured log on standard error, so that standard output stays the command's answer. */
export function createLog(level: string): Log {
  return pino(logOptions(level), pino.destination({ fd: 2, sync: false }))
}

/** Lines as JSON with their moment; personal fields are cut. */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // PostgreSQL quotes the row at fault in `detail` and `where`.
    redact: {
      paths: ['*.password', '*.token', '*.citizen_number', 'password', 'token', 'err.detail', 'err.where'],
      censor: '[cut]',
    },
  }
}
