import { createHmac } from 'node:crypto'
import { Logger, runOnce } from 'graphile-worker'
import type { App } from '#platform/app.ts'
import { runJob } from '#platform/jobs/queue.ts'

type Web = { request: (url: string, init?: RequestInit) => Response | Promise<Response> }

const origin = 'http://test.local'

/** A browser without script: keeps cookies, sends forms, follows no redirect by itself. */
export function createBrowser(web: Web, agent = 'Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36') {
  const jar = new Map<string, string>()
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('user-agent', agent)
    headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await web.request(path.startsWith('http') ? path : origin + path, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) keep(jar, line)
    return answer
  }
  return {
    jar,
    get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
    post: (path: string, form: Record<string, string | string[]>, headers: Record<string, string> = {}) => {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(form))
        for (const one of [value].flat()) body.append(name, one)
      return send(path, { method: 'POST', body, headers: { origin, ...headers } })
    },
    signIn: (email: string, password: string, tiep = '/') => {
      const body = new URLSearchParams({ _form: 'in', email, password, tiep })
      return send('/dang-nhap', { method: 'POST', body, headers: { origin } })
    },
  }
}

export type Browser = ReturnType<typeof createBrowser>

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';')
  const at = pair.indexOf('=')
  const isGone = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))
  if (isGone) jar.delete(pair.slice(0, at))
  else jar.set(pair.slice(0, at), pair.slice(at + 1))
}

/** The code an authenticator app shows now for a base32 secret (RFC 6238: SHA-1, 30 seconds, 6 digits). */
export function totpNow(secret: string, steps = 0): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replaceAll(/[\s=]/g, '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const digest = createHmac('sha1', key).update(counter).digest()
  const start = digest.at(-1)! & 15
  return String((digest.readUInt32BE(start) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Does the queued work now, as the worker would. */
export async function runQueued(app: App): Promise<void> {
  const jobs = app.modules.flatMap((module) => module.jobs ?? [])
  const taskList = Object.fromEntries(
    jobs.map((job) => [job.name.replaceAll('.', ':'), (payload: unknown) => runJob(app, job, payload)]),
  )
  // A job may be due a moment later by the database's clock than the runner asked.
  let left: string | undefined = 'never run'
  for (let round = 0; round < 20 && left; round += 1) {
    if (round > 0) await new Promise((resume) => setTimeout(resume, 50))
    await runOnce({
      pgPool: app.database.owner,
      taskList,
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
    })
    left = await undone(app)
  }
  if (left) throw new Error(`work is left undone: ${left}`)
}

async function undone(app: App): Promise<string | undefined> {
  const found = await app.database.owner.query<{ last_error: string }>(
    `select coalesce(last_error, task_identifier) as last_error from graphile_worker.jobs`,
  )
  return found.rows[0]?.last_error
}

/** The link in the newest letter to an address. */
export async function linkTo(app: App, email: string): Promise<string> {
  const letter = (await app.mailer.listMail()).find((mail) => mail.to === email)
  const link = /https?:\/\/\S+/.exec(letter?.text ?? '')?.[0]
  if (!link) throw new Error(`no letter with a link to ${email}`)
  return link.replace(origin, '')
}
