import { indicatorFigures, indicatorMembers } from '#modules/plan/index.ts'
import { today } from '#platform/clock.ts'
import { isDay } from '#platform/text/index.ts'
import { UsageError, type Arguments } from '../arguments.ts'
import { writeJson, writeRows } from '../output.ts'
import type { Command } from '../arguments.ts'

export const indicators: Command = {
  usage: 'indicators [--as-of YYYY-MM-DD] [--json]',
  about: 'các chỉ tiêu của kế hoạch, tính đến một ngày',
  words: 0,
  options: ['as-of', 'json'],
  async run(args, { withApp }) {
    const day = askedDay(args)
    return withApp(async (app) => {
      const figures = await indicatorFigures(app, day ?? today(app.clock))
      if (args.options.json) writeJson(figures)
      else
        writeRows(
          figures.map((f) => [
            f.code,
            `${f.numerator ?? '–'}/${f.denominator ?? '–'}`,
            String(f.value ?? 'chưa đo được'),
            String(f.target ?? 'chưa nêu'),
          ]),
        )
      return 0
    })
  },
}

export const members: Command = {
  usage: 'members CODE [--as-of YYYY-MM-DD] [--json]',
  about: 'từng hồ sơ sau một chỉ tiêu: cơ sở, được tính hay không, vì sao',
  words: 1,
  options: ['as-of', 'json'],
  async run(args, { withApp }) {
    const code = args.words[0]?.toUpperCase()
    if (!code) throw new UsageError('thiếu mã chỉ tiêu, ví dụ T01')
    const day = askedDay(args)
    return withApp(async (app) => {
      const rows = await indicatorMembers(app, code, day ?? today(app.clock))
      if (args.options.json) writeJson(rows)
      else
        writeRows(
          rows.map((row) => [row.label, row.institution ?? '', row.counted ? 'tính' : 'chưa', row.why]),
        )
      return 0
    })
  },
}

/** The day asked for, checked before anything is opened; undefined means today. */
function askedDay({ options }: Arguments): string | undefined {
  const day = options['as-of']
  if (day === undefined) return undefined
  if (typeof day !== 'string' || !isDay(day))
    throw new UsageError(`--as-of: '${String(day)}' không phải ngày YYYY-MM-DD`)
  return day
}
