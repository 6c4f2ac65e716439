import type { TestRepository } from '../../testing/repository.ts'
import type { Answer } from '../harvester/client.ts'
import { harvest, type Tools } from '../harvester/harvest.ts'
import { answerXml, identifyXml, listXml, type FakeRecord } from './source.ts'

/** What the source answers: XML, a whole answer, or a line (or a program) that fails. */
export type Reply = string | Partial<Answer> | Error

/** The harvests of tests: sources by their forms, runs with given answers; `asked` and `waits` are of the latest run. */
export function testHarvests(here: TestRepository) {
  const asked: string[] = []
  const waits: number[] = []
  const answers: { sets: Reply } = {
    sets: answerXml('<ListSets><set><setSpec>cokhi</setSpec><setName>Cơ khí</setName></set></ListSets>'),
  }

  /** Adds a source by its form; the first try of it is done at once. */
  async function source(name: string, more: Record<string, string> = {}): Promise<string> {
    const sent = await here.post(
      '/hoc-lieu/nguon/moi',
      {
        _form: 'add',
        name,
        address: `https://kho.vidu.vn/${encodeURIComponent(name)}`,
        prefix: 'oai_dc',
        access: 'public',
        ...more,
      },
      here.officer,
    )
    const id = /nguon\/([0-9a-f-]{36})/.exec(sent.headers.get('location') ?? '')?.[1]
    if (!id) throw new Error(await sent.text())
    return id
  }

  /** Does the run that waits, with these answers one after another; the last one is given again and again. */
  async function work(
    id: string,
    replies: Reply[],
    signal = new AbortController().signal,
    more: Partial<Tools> = {},
  ): Promise<'ended' | 'later'> {
    const [run] = await here.rows(
      `select id from resources.harvest_run where source_id = $1 and state in ('waiting', 'running')`,
      [id],
    )
    asked.length = 0
    waits.length = 0
    let at = 0
    return harvest(here.site.app, { id: String(run!.id), waiter: '' }, async () => undefined, {
      ...more,
      signal,
      wait: async (seconds) => waits.push(seconds),
      ask: async (address) => {
        const url = new URL(address)
        asked.push(url.search)
        const verb = url.searchParams.get('verb')
        const reply =
          verb === 'Identify'
            ? identifyXml
            : verb === 'ListMetadataFormats'
              ? answerXml(
                  '<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix></metadataFormat></ListMetadataFormats>',
                )
              : verb === 'ListSets'
                ? answers.sets
                : replies[Math.min(at++, replies.length - 1)]!
        if (reply instanceof Error) throw reply
        const answer = typeof reply === 'string' ? { text: reply } : reply
        return { status: 200, text: '', retryAfter: undefined, ...answer }
      },
    })
  }

  async function run(
    id: string,
    replies: Reply[],
    more: Record<string, string> = {},
  ): Promise<Record<string, unknown>> {
    const path = `/hoc-lieu/nguon/${id}`
    const sent = await here.post(path, { _form: 'start', kind: 'harvest', ...more }, here.officer)
    if (sent.status !== 303) throw new Error(await sent.text())
    await work(id, replies)
    const [last] = await here.rows(
      `select state, added, changed, unchanged, deleted, skipped, fault, fault_params from resources.harvest_run
       where source_id = $1 order by made_at desc, id desc limit 1`,
      [id],
    )
    return last!
  }

  const started = async (name: string, more: Record<string, string> = {}) => {
    const id = await source(name, more)
    await work(id, [listXml([])])
    return id
  }
  const pageOf = (id: string) => here.text(`/hoc-lieu/nguon/${id}`, here.officer)
  const held = (like: string) =>
    here.rows(
      `select r.code, v.title, v.kind, v.licence, v.number, v.state, r.access, r.origin, r.withdrawn_at is not null as gone
       from resources.harvest_record h join resources.resource r on r.id = h.resource_id
       join resources.version v on v.id = r.published_id where h.identifier like $1 order by h.identifier`,
      [like],
    )
  return { asked, waits, answers, source, work, run, started, pageOf, held }
}

export const some = (prefix: string, from: number, to: number): FakeRecord[] =>
  Array.from({ length: to - from + 1 }, (_, n) => ({ id: `${prefix}-${from + n}` }))
