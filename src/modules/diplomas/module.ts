import type { Module } from '#platform/module.ts'
import { joinParts } from '#platform/parts.ts'
import { blanksPart } from './blanks/part.ts'
import { kindsPart } from './kinds/part.ts'
import { documentsPart } from './documents/part.ts'
import { changesPart } from './changes/part.ts'
import { checkPart } from './check/part.ts'
import { copiesPart } from './copies/part.ts'
import { credentialsPart } from './credentials/part.ts'
import { issuingPart } from './issuing/part.ts'
import { measuresPart } from './measures/part.ts'
import { oldRegistersPart } from './old-registers/part.ts'
import { ownPart } from './own/part.ts'
import { diplomasPart } from './part.ts'
import { registersPart } from './registers/part.ts'

/** Diplomas and certificates: registers, blanks, issue, signature, check by anyone, correction and revocation, old registers. */
export const diplomas: Module = {
  name: 'diplomas',
  needs: ['identity', 'places', 'institutions', 'people', 'staff', 'curricula', 'students'],
  migrations: import.meta.glob('./**/migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
  ...joinParts([
    diplomasPart,
    kindsPart,
    registersPart,
    blanksPart,
    documentsPart,
    credentialsPart,
    issuingPart,
    measuresPart,
    changesPart,
    copiesPart,
    checkPart,
    oldRegistersPart,
    ownPart,
  ]),
}
