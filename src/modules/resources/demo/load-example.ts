import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Received } from '#platform/files/index.ts'
import { replaceAuthors } from '../catalogue/store/author.ts'
import { insertResource, updateDescription } from '../catalogue/store/draft.ts'
import { addFile } from '../catalogue/store/file.ts'
import { findUnitFacts, tagUnit } from '../catalogue/store/subject.ts'
import { getVersion } from '../catalogue/store/version.ts'
import { spaceFor } from '../review/rubric.ts'
import { markAccepted, moveVersion, publishVersion } from '../review/store/life.ts'
import { getRubric } from '../review/store/rubric.ts'
import { endSubmission, getSubmission, insertSubmission } from '../review/store/submission.ts'
import type { Colleague, Example } from './draw.ts'

export type Loaded = Example & { files: Received[]; reviewers: Colleague[]; owner: string }

/** Loads example resources in one act, each as far as it came; everything is marked as an example. */
export const loadResourceExample = defineAction({
  name: 'resources.load-example',
  permission: 'resources.keep',
  input: z.object({ examples: z.custom<Loaded[]>((value) => Array.isArray(value)) }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input: { examples }, actor }) {
    const changes: Change[] = []
    const made: { code: string; id: string; version: string; example: string }[] = []
    for (const example of examples) {
      const one = await loadOne(tx, example, actor)
      made.push({ ...one, example: example.id })
      changes.push({
        subject: 'resources.resource',
        id: one.id,
        institution: example.institution_id,
        before: null,
        after: { code: one.code, title: example.title, stage: example.stage },
      })
    }
    return { result: made, changes }
  },
})

async function loadOne(tx: Tx, example: Loaded, actor: Actor) {
  const [first] = example.authors
  const made = await insertResource(tx, {
    institution_id: example.institution_id,
    owner: { account: example.owner, name: first!.full_name, person: first!.person_id },
    is_demo: true,
  })
  for (const file of example.files) await addFile(tx, made.version, { path: file.name, ...file })
  await updateDescription(
    tx,
    { id: made.version, version: 1 },
    {
      title: example.title,
      summary: example.summary,
      kind: example.kind,
      licence: example.licence,
      access: example.access,
      audiences: ['learner'],
      keywords: [],
    },
  )
  const rows = example.authors.map(({ full_name: name, person_id, institution_id }) => ({
    name,
    person_id,
    institution_id,
    organisation: null,
  }))
  await replaceAuthors(tx, made.version, rows)
  const unit = await findUnitFacts(tx, example.unit_id)
  if (unit) await tagUnit(tx, made.version, unit)
  if (example.stage !== 'draft') await goOn(tx, made.version, example, actor)
  return made
}

/** From handing in as far as the example came. */
async function goOn(tx: Tx, versionId: string, example: Loaded, actor: Actor): Promise<void> {
  const at = (hours: number) => new Date(Date.parse(`${example.day}T02:00:00Z`) + hours * 3600_000)
  const space = spaceFor(example.access)
  const rubric = await getRubric(tx, space, example.day)
  const submission = await insertSubmission(tx, {
    version_id: versionId,
    institution_id: example.institution_id,
    space,
    access: example.access,
    rubric_id: rubric.id,
    note: null,
    submitted_by: example.owner,
    submitted_by_name: example.authors[0]!.full_name,
    submitted_at: at(-96),
    due_on: null,
  })
  await moveVersion(tx, await getVersion(tx, versionId), 'submitted', actor, { at: at(-96) })
  if (example.stage === 'waiting') return
  const isGood = example.stage !== 'returned'
  const marks = Object.fromEntries(
    rubric.criteria.map((one, place) => [one.code, isGood || place > 1 ? 'yes' : 'partly']),
  )
  for (const [place, reviewer] of example.reviewers.slice(0, rubric.reviewers).entries())
    await sql`insert into resources.review (submission_id, version_id, account, account_name, taken_at, answered_at, verdict, marks, note)
      values (${submission}::uuid, ${versionId}::uuid, ${`example:${reviewer.person_id}`}, ${reviewer.full_name}, ${at(-72 + place)}, ${at(-24 + place)},
        ${isGood || place > 0 ? 'accept' : 'mend'}, ${JSON.stringify(marks)}::jsonb, ${isGood ? null : 'Cần nêu rõ vật tư cho từng bước.'})`.execute(
      tx,
    )
  await sql`update resources.submission set state = 'reviewed', reviewed_at = ${at(-20)}, version = version + 1 where id = ${submission}::uuid`.execute(
    tx,
  )
  await moveVersion(tx, { id: versionId, state: 'submitted' }, 'reviewed', actor, { at: at(-20) })
  const decided = {
    by: 'example',
    name: 'Người quyết định (ví dụ)',
    at: at(0),
    no: null,
    note: isGood ? null : 'Sửa theo góp ý rồi gửi lại.',
  }
  await endSubmission(tx, await getSubmission(tx, submission), {
    state: isGood ? 'accepted' : 'returned',
    decided,
  })
  if (!isGood) {
    await moveVersion(tx, { id: versionId, state: 'reviewed' }, 'draft', actor, {
      note: 'Sửa theo góp ý rồi gửi lại.',
      at: at(0),
    })
    await sql`insert into resources.remark (version_id, submission_id, file_path, page, text, account, account_name, at)
      values (${versionId}::uuid, ${submission}::uuid, ${example.files[0]!.name}, 1, 'Nêu rõ vật tư cho từng bước.', 'example',
        ${example.reviewers[0]!.full_name}, ${at(-22)})`.execute(tx)
    return
  }
  await markAccepted(tx, versionId, example.day)
  await moveVersion(tx, { id: versionId, state: 'reviewed' }, 'accepted', actor, { at: at(0) })
  await publishVersion(tx, await getVersion(tx, versionId), example.access, at(1), actor)
}

export type ExampleUse = {
  resource_id: string
  version_id: string
  teacher: Colleague
  school: string
  section_id: string | null
  on_date: string
  stars: number | null
}

/** Uses, ratings and thanks of example resources. */
export const loadUseExample = defineAction({
  name: 'resources.load-use-example',
  permission: 'resources.keep',
  input: z.object({ uses: z.custom<ExampleUse[]>((value) => Array.isArray(value)) }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input: { uses } }) {
    const rows = uses.map((use) => ({
      ...use,
      institution_id: use.teacher.institution_id,
      account: `example:${use.teacher.person_id}`,
      name: use.teacher.full_name,
    }))
    const record = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(resource_id uuid, version_id uuid, institution_id uuid, account text,
      name text, school text, section_id uuid, on_date date, stars smallint)`
    await sql`insert into resources.teaching_use (resource_id, version_id, institution_id, account, account_name, section_id, on_date, at)
      select resource_id, version_id, institution_id, account, name, section_id, on_date, on_date from ${record} on conflict do nothing`.execute(
      tx,
    )
    await sql`insert into resources.rating (resource_id, account, account_name, version_id, school, stars, at)
      select resource_id, account, name, version_id, school, stars, on_date from ${record} where stars is not null on conflict do nothing`.execute(
      tx,
    )
    await sql`insert into resources.thanks (resource_id, account, account_name, at)
      select resource_id, account, name, on_date from ${record} where stars >= 4 on conflict do nothing`.execute(
      tx,
    )
    await sql`insert into resources.seen (resource_id, act, day, who, is_account)
      select resource_id, 'view', on_date, account, true from ${record} on conflict do nothing`.execute(tx)
    return {
      result: rows.length,
      changes: rows.map((row) => ({
        subject: 'resources.resource',
        id: row.resource_id,
        institution: row.institution_id,
        before: {},
        after: { used_on: row.on_date, stars: row.stars },
      })),
    }
  },
})
