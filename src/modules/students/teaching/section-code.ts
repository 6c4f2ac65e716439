/** The code itself, or with a number behind it when it is taken; what is given is taken from then on. */
export function freeCode(code: string, taken: Set<string>): string {
  let free = code
  for (let number = 2; taken.has(free); number++) free = `${code}-${number}`
  taken.add(free)
  return free
}
