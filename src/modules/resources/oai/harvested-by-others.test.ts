import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { promisify } from 'node:util'
import { serve } from '@hono/node-server'
import { onTestFinished, test, expect } from 'vitest'
import { testApp } from '#app/testing.ts'
import { fillRecords } from './testing/fill.ts'

// Debian: apt-get install libhttp-oai-perl
const hasHarvester = spawnSync('perl', ['-MHTTP::OAI', '-e', '1']).status === 0

/** Harvests a repository whole and prints what it is, then one line a record. */
const harvester = `
use strict; use warnings; use HTTP::OAI; binmode STDOUT, ':utf8';
my $h = HTTP::OAI::Harvester->new(baseURL => $ARGV[0], resume => 1);
my $id = $h->Identify; die $id->message if $id->is_error;
print join(' ', $id->version, $id->deletedRecord, $id->granularity), "\\n";
my $sets = $h->ListSets; die $sets->message if $sets->is_error;
while (my $set = $sets->next) { print 'set ', $set->setSpec, "\\n" }
my $list = $h->ListRecords(metadataPrefix => $ARGV[1], onRecord => sub {
  my $record = shift;
  my $title = '';
  if (my $metadata = $record->metadata) {
    ($title) = map { $_->textContent } $metadata->dom->findnodes('.//*[local-name()="title"]');
  }
  print join('|', $record->header->status || 'live', $record->identifier, $title), "\\n";
});
die $list->message if $list->is_error;
`

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

test.skipIf(!hasHarvester)(
  'a harvester that is not ours (HTTP::OAI) gets every record, part after part, with deletions',
  { timeout: 30_000 },
  async () => {
    const port = await freePort()
    const site = await testApp({ env: { PUBLIC_URL: `http://127.0.0.1:${port}` } })
    await fillRecords(site.app.database.owner, 450)
    await site.app.database.owner
      .query(`update resources.resource set withdrawn_at = now(), withdrawn_kind = 'other', withdrawn_reason = 'thử'
        where code in ('0000000007', '0000000449')`)
    const server = serve({ fetch: site.web.fetch, port, hostname: '127.0.0.1' })
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    for (const prefix of ['oai_dc', 'oai_lom']) {
      const { stdout } = await promisify(execFile)('perl', [
        '-e',
        harvester,
        `${site.app.publicUrl()}/oai`,
        prefix,
      ])
      const [about, set, ...lines] = stdout.trim().split('\n')
      expect([about, set]).toEqual(['2.0 persistent YYYY-MM-DDThh:mm:ssZ', 'set kind_video'])
      const records = lines.map((line) => line.split('|'))
      expect(new Set(records.map(([, identifier]) => identifier)).size).toBe(450)
      expect(records.filter(([status]) => status === 'deleted').map(([, identifier]) => identifier)).toEqual([
        'oai:127.0.0.1:0000000007',
        'oai:127.0.0.1:0000000449',
      ])
      expect(records.find(([, identifier]) => identifier === 'oai:127.0.0.1:0000000012')?.[2]).toMatch(
        /^Phim “hàn & cắt” 0000000012/,
      )
    }
  },
)
