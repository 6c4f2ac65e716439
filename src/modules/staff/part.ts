import type { Module } from '#platform/module.ts'

/** A part of this module with a folder of its own; `module.ts` joins the parts. Migrations stand in `<part>/migrations/`. */
export type StaffPart = Omit<Module, 'name' | 'needs' | 'migrations' | 'authenticate'>
