/** Query values by name; repeated names become lists; empty ones are left out. */
export function queryInput(url: URL): Record<string, string | string[]> {
  const input: Record<string, string | string[]> = {}
  for (const name of new Set(url.searchParams.keys())) {
    const all = url.searchParams.getAll(name).filter((value) => value.trim() !== '')
    if (all.length > 0) input[name] = all.length === 1 ? all[0]! : all
  }
  return input
}
