import type { Duty, Module, TodayFigure } from '#platform/module.ts'

/** A part of this module with a folder of its own; `module.ts` joins the parts. */
export type StaffPart = Omit<Module, 'name' | 'needs' | 'migrations' | 'authenticate'>

/** Joins the parts as one manifest: lists one after the other, duties and figures gathered, loads in turn. */
export function joinParts(parts: readonly StaffPart[]): StaffPart {
  const all = <T>(read: (part: StaffPart) => readonly T[] | undefined): T[] =>
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
    nav: all((part) => part.nav),
    search: all((part) => part.search),
    personalData: all((part) => part.personalData),
    duties: async (db, context) =>
      gather<Duty>(parts.map((part) => part.duties && (() => part.duties!(db, context)))),
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
