import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { kindCodes } from '../diploma.ts'
import { loadPatterns } from './actions/load-patterns.ts'

/**
 * The patterns a school begins with, until it sets its own. Circular 10/2017/TT-BLĐTBXH, Art. 5 asks for numbers that are unique and,
 * in the register, consecutive from 1 January to 31 December; how they are spelled was not seen in a text.
 */
const first = {
  from_date: '1950-01-01',
  serial: '{kind}-{school}-{yyyy}-{seq:5}',
  entry: '{seq:4}/{yyyy}',
  source:
    'Mẫu khởi đầu của phần mềm. Cách viết số chưa thấy trong văn bản; trường đặt mẫu của mình theo quy định về đánh số của trường.',
}

/** Loads the patterns to begin with where an installation has none. */
export async function loadReference(app: App): Promise<void> {
  const known = await app.database.owner.query<{ kind_code: string }>(
    'select kind_code from diplomas.number_pattern where institution_id is null',
  )
  const missing = kindCodes.filter((code) => !known.rows.some((row) => row.kind_code === code))
  if (missing.length > 0)
    await act(
      app,
      loadPatterns,
      { patterns: missing.map((kind_code) => ({ kind_code, ...first })) },
      systemActor('reference data'),
    )
}
