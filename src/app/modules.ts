import { checkOrder, type Module } from '#platform/module.ts'
import { places } from '#modules/places/module.ts'

/** THE list of modules, in dependency order. */
export const modules: readonly Module[] = checkOrder([places])
