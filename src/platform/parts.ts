import type { Command } from './command.ts'
import type { AgendaItem, Duty, Module, TodayFigure } from './module.ts'

/** A part of a module with a folder of its own; the module's `module.ts` joins its parts. */
export type Part = Omit<Module, 'name' | 'needs' | 'migrations' | 'authenticate'>

/** Joins the parts as one manifest: lists one after the other, duties, agenda and figures gathered, loads in turn. */
export function joinParts(parts: readonly Part[]): Part {
  const all = <T>(read: (part: Part) => readonly T[] | undefined): T[] =>
    parts.flatMap((part) => read(part) ?? [])
  return {
    words: {
      vi: Object.assign({}, ...parts.map((part) => part.words.vi)) as Record<string, string>,
      en: Object.assign({}, ...parts.map((part) => part.words.en)) as Record<string, string>,
    },
    permissions: all((part) => part.permissions),
    pages: all((part) => part.pages),
    actions: all((part) => part.actions),
    api: { reads: all((part) => part.api?.reads), actions: all((part) => part.api?.actions) },
    endpoints: all((part) => part.endpoints),
    jobs: all((part) => part.jobs),
    measures: all((part) => part.measures),
    imports: all((part) => part.imports),
    commands: Object.assign({}, ...parts.map((part) => part.commands)) as Record<string, Command>,
    nav: all((part) => part.nav),
    search: all((part) => part.search),
    personSections: all((part) => part.personSections),
    personalData: all((part) => part.personalData),
    duties: async (db, context) =>
      gather<Duty>(parts.map((part) => part.duties && (() => part.duties!(db, context)))),
    agenda: async (db, context) =>
      gather<AgendaItem>(parts.map((part) => part.agenda && (() => part.agenda!(db, context)))),
    figures: async (db, context) =>
      gather<TodayFigure>(parts.map((part) => part.figures && (() => part.figures!(db, context)))),
    reference: async (app) => {
      for (const part of parts) await part.reference?.(app)
    },
    demo: async (app) => {
      for (const part of parts) await part.demo?.(app)
    },
  }
}

async function gather<T>(reads: readonly ((() => Promise<T[]>) | undefined)[]): Promise<T[]> {
  const found: T[] = []
  for (const read of reads) if (read) found.push(...(await read()))
  return found
}
