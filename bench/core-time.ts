import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks of /proc are hundredths of a second on every Linux. */
const tick = 10

/**
 * Milliseconds of processor time that this process and everything it started (compiler, database) have used so far; other work on the
 * machine does not count. Where there is no /proc, this process alone.
 */
export function coreTime(): number {
  const own = process.cpuUsage()
  return (own.user + own.system) / 1000 + startedBy(process.pid)
}

function startedBy(pid: number): number {
  const parents = new Map<number, number>()
  const used = new Map<number, number>()
  for (const name of listProcesses()) {
    const fields = fieldsOf(name)
    if (!fields) continue
    parents.set(Number(name), Number(fields[1]))
    // Its own time, and that of the children it has waited for.
    used.set(Number(name), fields.slice(11, 15).reduce((sum, one) => sum + Number(one), 0) * tick)
  }
  const isOurs = (one: number): boolean => {
    const parent = parents.get(one)
    return parent !== undefined && (parent === pid || isOurs(parent))
  }
  return [...used].reduce((sum, [one, time]) => (isOurs(one) ? sum + time : sum), 0)
}

function listProcesses(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

/** What follows the name of a process: state, parent, …; undefined when it has just ended. */
function fieldsOf(name: string): string[] | undefined {
  try {
    return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  } catch {
    return undefined
  }
}
