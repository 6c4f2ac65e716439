import type { Module } from '#platform/module.ts'
import { joinParts } from '#platform/parts.ts'
import { cataloguePart } from './catalogue/part.ts'
import { demoPart } from './demo/part.ts'
import { filesPart } from './files/part.ts'
import { linksPart } from './links/part.ts'
import { measuresPart } from './measures/part.ts'
import { offlinePart } from './offline/part.ts'
import { oaiPart } from './oai/part.ts'
import { packagesPart } from './packages/part.ts'
import { resourcesPart } from './part.ts'
import { reusePart } from './reuse/part.ts'
import { reviewPart } from './review/part.ts'
import { searchPart } from './search/part.ts'
import { sharingPart } from './sharing/part.ts'
import { transferPart } from './transfer/part.ts'

/** The shared repository of digital learning resources: description, review, versions, files, reuse, search, harvest. */
export const resources: Module = {
  name: 'resources',
  needs: ['identity', 'places', 'institutions', 'people', 'staff', 'curricula', 'students'],
  migrations: import.meta.glob('./**/migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
  ...joinParts([
    resourcesPart,
    reviewPart,
    reusePart,
    measuresPart,
    sharingPart,
    linksPart,
    filesPart,
    packagesPart,
    oaiPart,
    transferPart,
    offlinePart,
    searchPart,
    cataloguePart,
    demoPart,
  ]),
}
