import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => Buffer.concat(await request.toArray())

/** A server of the test, gone after it; answers its address. */
export async function serve(
  answer: (request: IncomingMessage, body: Buffer) => { status?: number; body: Buffer | string },
) {
  const server = createServer(async (request, response) => {
    const said = answer(request, await bodyOf(request))
    response.writeHead(said.status ?? 200).end(said.body)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
