import { readFile, stat } from 'node:fs/promises'
import { publicActor } from '#platform/access.ts'
import { UsageError, type Command, type CommandHost } from '#platform/command.ts'
import { sniffBytes } from '#platform/files/index.ts'
import { buildCatalog } from '#platform/i18n/index.ts'
import { certificateFacts, checkPdf, readPem } from '#platform/signing/index.ts'
import { fileSources } from '../credentials/sources.ts'
import { verifyCredential } from '../credentials/verify.ts'
import type { CheckResult } from '../diploma.ts'
import { judgeFile, largestFile } from './file/judge.ts'
import { readDids, readDocuments } from './offline/sources.ts'
import { offlineResult } from './offline/verdict.ts'
import { noteShareLook } from '../own/store/share.ts'
import { findByAddress } from './store/check.ts'
import { failedOf, resultOfFile } from './verdict.ts'
import { checkWords } from './words.ts'

/** The answer in the shape that stays. `failed` names the check that did not pass, `detail` the field, key, list or signature. */
type Answer = {
  result: CheckResult
  suspended: boolean
  failed: string | null
  detail: string | null
  public_id: string | null
  signer: string | null
  /** Whom the state was asked of: the register of this installation, lists of status, or nobody. */
  state_from: 'register' | 'status' | null
}

/**
 * `ngheso diplomas verify FILE`: one of the six results. With `--did` (and `--status`), or for a PDF `--cert`, only files are
 * asked; without them the installation of this machine. Exit status 0 only for `valid`.
 */
export const verifyVerb: Command = {
  usage: 'diplomas verify FILE [--did PATH] [--status PATH] [--cert PATH] [--json]',
  about: 'kiểm tra một tệp văn bằng (PDF hoặc JSON); PATH là tệp hoặc thư mục, có thì không hỏi hệ thống',
  words: 1,
  options: ['did', 'status', 'cert', 'json'],
  async run({ words: [file], options }, host) {
    if (!file) throw new UsageError('thiếu tên tệp văn bằng')
    const bytes = await readBytes(file)
    const paths = { did: pathOf(options.did), status: pathOf(options.status), cert: pathOf(options.cert) }
    const answer = paths.did || paths.cert ? await answerOffline(bytes, paths) : await answerHere(bytes, host)
    process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : wordsOf(answer))
    return answer.result === 'valid' ? 0 : 1
  },
}

const pathOf = (value: string | true | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

async function readBytes(path: string): Promise<Uint8Array> {
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile()) throw new UsageError(`không có tệp '${path}'`)
  if (info.size > largestFile) throw new UsageError(`'${path}' lớn hơn 5 MB: không phải tệp văn bằng`)
  return readFile(path)
}

/** Asks the installation of this machine: its keys, its register. */
function answerHere(bytes: Uint8Array, host: CommandHost): Promise<Answer> {
  return host.withApp(async (app) => {
    const verdict = await judgeFile(app, bytes)
    const id = verdict.public_id
    const facts = id ? await app.database.read(publicActor, (db) => findByAddress(db, id)) : undefined
    const state = verdict.share?.state ?? facts?.state
    if (verdict.share?.state)
      await noteShareLook(app, verdict.share.token, { network: '', device: 'ngheso diplomas verify' })
    const isKnown = verdict.result === 'genuine' && state !== undefined
    return {
      result: resultOfFile(verdict, facts),
      suspended: isKnown && state === 'suspended',
      failed: failedOf(verdict, facts),
      detail: null,
      public_id: id,
      signer: verdict.signer,
      state_from: isKnown ? 'register' : null,
    }
  })
}

type Paths = { did: string | undefined; status: string | undefined; cert: string | undefined }

async function answerOffline(bytes: Uint8Array, { did, status, cert }: Paths): Promise<Answer> {
  if ((await sniffBytes(bytes)) === 'pdf') {
    if (!cert) throw new UsageError('tệp PDF cần --cert: chứng thư của cơ sở cấp')
    return answerPdf(
      bytes,
      await readFile(cert, 'utf8').catch(() => {
        throw new UsageError(`không có tệp '${cert}'`)
      }),
    )
  }
  if (!did) throw new UsageError('tệp JSON cần --did: tài liệu DID của cơ sở cấp')
  const lists = status ? await readDocuments(status) : undefined
  const sources = fileSources({ documents: await readDids(did), now: new Date(), ...(lists && { lists }) })
  const verdict = await verifyCredential(new TextDecoder().decode(bytes), sources)
  const isUntold = verdict.result === 'genuine' && !verdict.status
  return {
    result: offlineResult(verdict),
    suspended: verdict.status?.suspended ?? false,
    failed: verdict.failed ?? (isUntold ? 'status_missing' : null),
    detail: verdict.detail ?? null,
    public_id: verdict.publicId ?? null,
    signer: verdict.result === 'genuine' ? (verdict.issuer ?? null) : null,
    state_from: verdict.status ? 'status' : null,
  }
}

/** A signed PDF says that it is intact and whose it is; whether the diploma still stands only the register or lists can say. */
function answerPdf(bytes: Uint8Array, pem: string): Answer {
  const known = readPem(pem).map((one) => certificateFacts(one).fingerprint)
  const { signatures, altered } = checkPdf(bytes)
  const last = signatures.at(-1)
  const isTheirs = last?.valid === true && known.includes(last.fingerprint)
  return {
    result: altered || last?.trouble === 'mismatch' ? 'altered' : 'unknown',
    suspended: false,
    failed: last?.trouble ?? (isTheirs ? 'status_missing' : last ? 'unknown_key' : 'unsigned'),
    detail: null,
    public_id: null,
    signer: isTheirs ? last.signer : null,
    state_from: null,
  }
}

function wordsOf({ result, suspended, failed, detail, signer, public_id }: Answer): string {
  const t = buildCatalog([checkWords])('vi')
  const lines = [t(`diplomas.check.result.${suspended ? 'suspended' : result}`)]
  if (failed) lines.push(`${t('diplomas.check.offline.failed')} ${failed}${detail ? ` (${detail})` : ''}`)
  if (signer) lines.push(`${t('diplomas.check.offline.signer')} ${signer}`)
  if (public_id) lines.push(`${t('diplomas.check.offline.public_id')} ${public_id}`)
  return `${lines.join('\n')}\n`
}
