/** Names a state of a record that has no version of its own, for a form to carry: another state has another mark. */
export function markOf(id: string, values: unknown): string {
  return `${id} ${fingerprint(values)}`
}

function fingerprint(value: unknown): string {
  let hash = 0
  for (const char of JSON.stringify(sorted(value))) hash = (Math.imul(hash, 31) + char.codePointAt(0)!) | 0
  return (hash >>> 0).toString(36)
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b))
}
