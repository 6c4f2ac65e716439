import { curricula } from '#modules/curricula/module.ts'
import { diplomas } from '#modules/diplomas/module.ts'
import { identity } from '#modules/identity/module.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { plan } from '#modules/plan/module.ts'
import { resources } from '#modules/resources/module.ts'
import { staff } from '#modules/staff/module.ts'
import { students } from '#modules/students/module.ts'
import { checkOrder, type Module } from '#platform/module.ts'

/** THE list of modules, in dependency order. */
export const modules: readonly Module[] = checkOrder([
  identity,
  places,
  institutions,
  people,
  staff,
  curricula,
  students,
  diplomas,
  resources,
  plan,
])
