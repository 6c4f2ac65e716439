/** Query values by name; repeated names become lists; empty ones are left out. */
export function queryInput(url: URL): Record<string, string | string[]> {
  const input: Record<string, string | string[]> = {}
  for (const name of new Set(url.searchParams.keys())) {
    const all = url.searchParams.getAll(name).filter((value) => value.trim() !== '')
    if (all.length > 0) input[name] = all.length === 1 ? all[0]! : all
  }
  return input
}

/** An address with what it asks for; what is empty is left out. */
export function addressOf(path: string, query: Record<string, unknown>): string {
  const params = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
  )
  return params.size > 0 ? `${path}?${params}` : path
}

/**
 * Makes the address of a list: its filters with some of them changed. Paging (`sau`) starts anew unless it is given.
 * @param own the page of the list; another, such as a download of it, may be named
 */
export const listAddressOf =
  <Query extends object>(own: string) =>
  (query: Query, change: Partial<Record<keyof Query, string | undefined>> = {}, path: string = own): string =>
    addressOf(path, { ...query, sau: undefined, ...change })
