import type { App } from '#platform/app.ts'
import type { AnyJob } from '#platform/jobs/define.ts'
import { anchorAudit } from '#platform/audit/anchor.ts'
import { sweep } from '#platform/jobs/sweep.ts'
import { importJobs } from './imports/index.ts'

/** Every job of the composed application. */
export function allJobs(app: App): AnyJob[] {
  return [sweep, anchorAudit, ...importJobs(app), ...app.modules.flatMap((module) => module.jobs ?? [])]
}
