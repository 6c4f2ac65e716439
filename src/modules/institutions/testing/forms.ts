import type { Actor } from '#platform/access.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { places } from '#modules/places/module.ts'
import { institutions } from '../module.ts'

/** A page's text without markup, spaces as one. */
export const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

/** The value of a hidden input; empty when there is none. */
export const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''

const marks = ['part', 'subject_id', 'seen', 'version', 'id']

/** What a page's form carries of the record, by which a sending is compared with it. */
export function marksOf(html: string): Record<string, string> {
  return Object.fromEntries(
    marks.flatMap((name) => (html.includes(`name="${name}"`) ? [[name, hidden(html, name)]] : [])),
  )
}

/** The register with people who look after it, and what they do with its pages. */
export async function openRegister() {
  const site: TestApp = await testApp({ modules: [places, institutions] })
  const query = async (text: string, values: unknown[] = []) =>
    (await site.app.database.owner.query(text, values)).rows
  const ids = new Map(
    (await query('select id, code from institutions.institution')).map((row) => [row.code, row.id as string]),
  )
  const html = async (actor: Actor, path: string) => (await site.as(actor).get(path)).text()
  return {
    site,
    query,
    ids,
    html,
    school: site.actor('school-manager', { kind: 'institution', id: ids.get('cd-hue')! }),
    other: site.actor('academic-office', { kind: 'institution', id: ids.get('hueic')! }),
    officer: site.actor('department-officer'),
    shown: async (actor: Actor, path: string) => words(await html(actor, path)),
    /** Opens a page's form and sends it with its hidden values. */
    async send(actor: Actor, path: string, form: string, values: Record<string, string>) {
      const kept = marksOf(await html(actor, path))
      return site.as(actor).post(path, { _form: form, ...kept, ...values })
    },
  }
}
export type Register = Awaited<ReturnType<typeof openRegister>>
