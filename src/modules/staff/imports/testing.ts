import type pg from 'pg'
import { expect } from 'vitest'
import { act } from '#platform/actions/run.ts'
import type { Actor } from '#platform/access.ts'
import { importActions } from '#platform/imports/index.ts'
import type { App } from '#platform/app.ts'
import { staffImport } from '../imports.ts'

const actions = importActions(staffImport)

type Site = { app: App; actor: (role: string, area: { kind: 'institution'; id: string }) => Actor }

/** What tests of the import do, on one application: upload, look at the rows, commit, undo. */
export function importing(
  site: () => Site,
  makeInstitution: (owner: pg.Pool, code: string) => Promise<string>,
) {
  let schools = 0
  const owner = () => site().app.database.owner
  const manager = (institution: string): Actor =>
    site().actor('school-manager', { kind: 'institution', id: institution })
  const one = async (text: string, values: unknown[] = []) => (await owner().query(text, values)).rows[0]
  const state = (id: string) => one('select state, failure from platform.import_batch where id = $1', [id])
  return {
    owner,
    manager,
    one,
    school: () => makeInstitution(owner(), `nhap-${++schools}`),
    rowsOf: async (batch: string) =>
      (
        await owner().query(
          `select sheet_row, verdict, match_id, differences, problems, values, decision from platform.import_row
           where batch_id = $1 order by row_number`,
          [batch],
        )
      ).rows,
    async upload(
      institution: string,
      file: string | Uint8Array,
      actor: Actor = manager(institution),
    ): Promise<string> {
      const name = typeof file === 'string' ? 'danh-sach.csv' : 'danh-sach.xlsx'
      const { id } = await act(
        site().app,
        actions.create,
        { institution, file: new File([file as BlobPart], name) },
        actor,
      )
      expect(await state(id)).toEqual({ state: 'ready', failure: null })
      return id
    },
    /** Decides every row alike, as a person would one by one. */
    async decide(batch: string, decision: 'take' | 'new'): Promise<void> {
      await owner().query('update platform.import_row set decision = $2 where batch_id = $1', [
        batch,
        decision,
      ])
      const write = decision === 'new' ? 'write_new' : 'write_change'
      await owner().query(
        `update platform.import_batch set counts = counts || jsonb_build_object('undecided', 0, $2::text, 1) where id = $1`,
        [batch, write],
      )
    },
    tryCommit: (institution: string, id: string, actor: Actor = manager(institution)) =>
      act(site().app, actions.commit, { id, leave_errors: 'true' }, actor),
    async commit(institution: string, id: string, actor: Actor = manager(institution)): Promise<void> {
      await act(site().app, actions.commit, { id, leave_errors: 'true' }, actor)
      expect(await state(id)).toEqual({ state: 'committed', failure: null })
    },
    async undo(institution: string, id: string) {
      await act(site().app, actions.undo, { id }, manager(institution))
      return state(id)
    },
    create: (institution: string, file: File, actor: Actor) =>
      act(site().app, actions.create, { institution, file }, actor),
  }
}
