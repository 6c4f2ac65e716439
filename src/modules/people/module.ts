import type { Module } from '#platform/module.ts'
import { words } from './words.ts'

/** One record per natural person: personal data sealed and masked, duplicates found, two records joined into one. */
export const people: Module = {
  name: 'people',
  needs: ['institutions'],
  words,
  migrations: import.meta.glob('./migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
}
