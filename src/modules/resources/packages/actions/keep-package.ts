import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { cleaned } from '../clean.ts'
import type { PackageFacts } from '../facts.ts'
import type { PackageFault } from '../fault.ts'
import { insertPackage, insertRefused, type KeptFile } from '../store/package.ts'

type Read = { hash: string } & ({ facts: PackageFacts; files: KeptFile[] } | { fault: PackageFault })

/** Writes down what a ZIP turned out to be. It says nothing new of any record: the bytes decide. */
export const keepPackage = defineAction({
  name: 'resources.keep-package',
  permission: 'resources.keep',
  input: z.custom<Read>((value) => typeof value === 'object' && value !== null && 'hash' in value),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    if ('fault' in input) await insertRefused(tx, input.hash, input.fault)
    else await insertPackage(tx, input.hash, cleaned(input.facts), input.files)
    return { result: undefined, changes: [] }
  },
})
