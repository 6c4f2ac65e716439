import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { today } from '#platform/clock.ts'
import { AppError } from '#platform/errors.ts'
import {
  dryRun,
  findBatch,
  findImport,
  importActions,
  listImports,
  listProblems,
  type AnyImport,
  type BatchRow,
  type Counts,
  type FoundList,
  type StagedRow,
} from '#platform/imports/index.ts'
import { columnName } from '#platform/sheets/index.ts'
import { UsageError, type Arguments } from '../arguments.ts'
import { problemWords } from './cell-words.ts'
import { listInstitutions, type InstitutionOption } from './institutions.ts'

/** What the command did, as `--json` prints it. */
export type ImportReport = {
  kind: string
  file: string
  institution: string | null
  dry_run: boolean
  /** `committed`, `ready` (waits in the page), `matching` (columns need a person), `failed`; a dry run says `checked`. */
  state: string
  batch: string | null
  address: string | null
  counts: Partial<Counts>
  columns: { sheet: string; missing: string[]; unsure: string[]; unused: string[] }[]
  problems: {
    sheet: string
    row: number
    column: string | null
    field: string | null
    level: string
    code: string
    message: string
  }[]
  failure: string | null
}

const decisions = ['take', 'keep', 'skip'] as const
const command = systemActor('ngheso import')

/**
 * `import KIND FILE [--institution CODE] [--dry-run] [--skip-errors] [--doubts=take|keep|skip] [--json]`.
 * @returns 0 when everything was written (or, with `--dry-run`, would be), else 1
 * @throws UsageError when it was called wrongly
 */
export async function runImportCommand(app: App, { words, options }: Arguments): Promise<number> {
  const [kind = '', file = ''] = words
  const spec = findImport(app, kind)
  if (!spec)
    throw new UsageError(
      `loại dữ liệu phải là một trong: ${listImports(app)
        .map((one) => one.kind)
        .join(', ')}`,
    )
  const bytes = await readFile(file).catch(() => undefined)
  if (!bytes) throw new UsageError(`không đọc được tệp: ${file}`)
  const doubts = decisions.find((one) => one === options.doubts)
  if (options.doubts !== undefined && !doubts)
    throw new UsageError(`--doubts phải là một trong: ${decisions.join(', ')}`)
  const institution = await findInstitution(app, spec, options.institution)
  const job: Job = {
    spec,
    file: basename(file),
    bytes,
    institution,
    skipErrors: options['skip-errors'] === true,
    doubts,
  }
  const report = options['dry-run'] ? await check(app, job) : await write(app, job)
  print(app, report, options.json === true)
  const isWhole = report.state === 'checked' && ((report.counts.error ?? 0) === 0 || job.skipErrors)
  return report.state === 'committed' || isWhole ? 0 : 1
}

type Job = {
  spec: AnyImport
  file: string
  bytes: Uint8Array
  institution: InstitutionOption | undefined
  skipErrors: boolean
  doubts: (typeof decisions)[number] | undefined
}

async function findInstitution(
  app: App,
  spec: AnyImport,
  code: string | true | undefined,
): Promise<InstitutionOption | undefined> {
  if (spec.scope === 'province') return undefined
  if (typeof code !== 'string' || code === '') throw new UsageError('thiếu --institution MÃ')
  const all = await app.database.read(command, (db) => listInstitutions(db, today(app.clock)))
  const found = all.find((one) => one.code.toLowerCase() === code.toLowerCase())
  if (!found) throw new UsageError(`không có cơ sở nào mang mã ${code}`)
  return found
}

async function check(app: App, job: Job): Promise<ImportReport> {
  try {
    const found = await dryRun(
      app,
      job.spec,
      { bytes: job.bytes, name: job.file, institution: job.institution?.id ?? null },
      command,
    )
    const state = found.counts ? 'checked' : 'matching'
    return {
      ...blank(job, true),
      state,
      counts: found.counts ?? {},
      columns: columnsOf(job.spec, found.tables),
      problems: problemsOf(app, job.spec, found.problems),
    }
  } catch (error) {
    return { ...blank(job, true), state: 'failed', failure: wordsOf(app, error) }
  }
}

async function write(app: App, job: Job): Promise<ImportReport> {
  const actions = importActions(job.spec)
  let id: string | undefined
  try {
    const file = new File([job.bytes as BlobPart], job.file)
    id = (await act(app, actions.create, { institution: job.institution?.id, file }, command)).id
    if (job.doubts && (await load(app, id)).state === 'ready')
      await act(app, actions.review, { id, all: job.doubts }, command)
    const before = await load(app, id)
    const hasWork = (before.counts.write_new ?? 0) + (before.counts.write_change ?? 0) > 0
    const isClear =
      ((before.counts.error ?? 0) === 0 || job.skipErrors) && (before.counts.undecided ?? 0) === 0
    if (before.state === 'ready' && isClear && hasWork)
      await act(app, actions.commit, { id, leave_errors: job.skipErrors ? 'true' : undefined }, command)
    return await reportOf(app, job, id, isClear && !hasWork)
  } catch (error) {
    return {
      ...(id ? await reportOf(app, job, id, false) : blank(job, false)),
      state: 'failed',
      failure: wordsOf(app, error),
    }
  }
}

const load = async (app: App, id: string): Promise<BatchRow> =>
  (await app.database.read(command, (db) => findBatch(db, id)))!

/** `isDone`: everything in the file is stored already, so nothing was left to write. */
async function reportOf(app: App, job: Job, id: string, isDone: boolean): Promise<ImportReport> {
  const row = await load(app, id)
  const rows = await app.database.read(command, (db) => listProblems(db, row, 10_000))
  const failure = row.failure ? app.catalog('vi').dynamic(row.failure.key, row.failure.params) : null
  return {
    ...blank(job, false),
    state: row.state === 'ready' && isDone ? 'committed' : row.state,
    batch: id,
    address: `${app.publicUrl()}/nhap-du-lieu/${id}`,
    counts: row.counts,
    columns: columnsOf(job.spec, row.tables),
    problems: problemsOf(app, job.spec, rows),
    failure,
  }
}

function blank(job: Job, isDry: boolean): ImportReport {
  const institution = job.institution?.code ?? null
  return {
    kind: job.spec.kind,
    file: job.file,
    institution,
    dry_run: isDry,
    state: 'failed',
    batch: null,
    address: null,
    counts: {},
    columns: [],
    problems: [],
    failure: null,
  }
}

function wordsOf(app: App, error: unknown): string {
  if (!(error instanceof AppError)) throw error
  return app.catalog('vi').dynamic(error.reason.key, error.reason.params)
}

function columnsOf(spec: AnyImport, tables: readonly FoundList[]): ImportReport['columns'] {
  const label = (key: string) => spec.fields.find((field) => field.key === key)?.labels[0] ?? key
  return tables
    .filter((list) => list.isIncluded)
    .map((list) => ({
      sheet: list.sheet,
      missing: list.missing.map(label),
      unsure: list.matches.filter((match) => match.score < 0.8).map((match) => label(match.key)),
      unused: list.columns
        .filter((column) => list.unused.includes(column.index))
        .map((column) => column.label),
    }))
}

function problemsOf(
  app: App,
  spec: AnyImport,
  rows: readonly Pick<StagedRow, 'sheet' | 'sheet_row' | 'problems'>[],
): ImportReport['problems'] {
  const t = app.catalog('vi')
  return rows.flatMap((row) =>
    row.problems.map((problem) => ({
      sheet: row.sheet,
      row: row.sheet_row,
      column: problem.column >= 0 ? columnName(problem.column) : null,
      field: spec.fields.find((field) => field.key === problem.field)?.labels[0] ?? problem.field ?? null,
      level: problem.level,
      code: problem.code,
      message: problemWords(t, problem),
    })),
  )
}

function print(app: App, report: ImportReport, isJson: boolean): void {
  if (isJson) {
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
    return
  }
  const t = app.catalog('vi')
  const { counts, problems } = report
  const lines = [
    `${report.file}: ${t.dynamic(`imports.command.${report.state}`)}`,
    ...(report.failure ? [report.failure] : []),
    ...report.columns.flatMap((list) =>
      list.missing.length > 0
        ? [t('imports.command.missing', { sheet: list.sheet, list: list.missing.join(', ') })]
        : [],
    ),
    ...(counts.rows === undefined ? [] : [t('imports.command.counts', { ...zero, ...plainCounts(counts) })]),
    ...problems
      .slice(0, 50)
      .map((problem) => `  ${problem.sheet}!${problem.column ?? ''}${problem.row}: ${problem.message}`),
    ...(problems.length > 50 ? [t('imports.command.more', { count: problems.length - 50 })] : []),
    ...(report.address ? [report.address] : []),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

const zero = { rows: 0, new: 0, change: 0, same: 0, doubt: 0, error: 0 }

function plainCounts(counts: Partial<Counts>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counts).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
}
