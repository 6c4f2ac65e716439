import { findGrant } from '#platform/access.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { contentDisposition } from '#platform/files/index.ts'
import type { EndpointContext } from '#platform/pages/endpoint.ts'

/** A file of personal records: kept by nobody on the way. */
export const fileHeaders = (
  type: string,
  name: string,
  how: 'inline' | 'attachment',
): Record<string, string> => ({
  'Content-Type': type,
  'Content-Disposition': contentDisposition(name, how),
  'Cache-Control': 'private, no-store',
})

/** A PDF made for this request, shown in the browser. */
export const pdfFile = (bytes: Uint8Array, name: string): Response =>
  new Response(bytes as Uint8Array<ArrayBuffer>, { headers: fileHeaders('application/pdf', name, 'inline') })

/** Logs whose records a file tells, and by which right at the institution it was read. */
export async function lookAt(
  { app, actor, url }: EndpointContext,
  permission: string,
  institution: string,
  people: readonly string[],
): Promise<void> {
  const grantId = findGrant(actor, permission, { institution })?.id
  await recordLook(app.database, actor, url.pathname, { subject: 'people.person', ids: [...people], grantId })
}
