/** One measured thing against its limit. A ratio compares two things measured in the same run. */
export type Line = { what: string; measured: string; limit: string; isOk: boolean }

const lines: Line[] = []

/** Prints and keeps a line. */
export function report(line: Line): void {
  lines.push(line)
  process.stdout.write(
    `${line.isOk ? 'ok  ' : 'OVER'}  ${line.what}: ${line.measured} (limit ${line.limit})\n`,
  )
}

/** Something said beside the measures: sizes, counts, single times. */
export function note(text: string): void {
  process.stdout.write(`      ${text}\n`)
}

export function failures(): number {
  return lines.filter((line) => !line.isOk).length
}

/** Milliseconds that `work` takes. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** The middle of several runs, after one that is not counted. */
export async function medianTime(times: number, work: () => Promise<unknown>): Promise<number> {
  await work()
  const taken: number[] = []
  for (let at = 0; at < times; at += 1) taken.push(await time(work))
  return taken.toSorted((a, b) => a - b)[Math.floor(times / 2)]!
}

/** How often a second `work` is done by `lanes` at once, over about `seconds`. */
export async function perSecond(
  seconds: number,
  lanes: number,
  work: () => Promise<unknown>,
): Promise<number> {
  await work()
  let done = 0
  const end = performance.now() + seconds * 1000
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() < end) {
        await work()
        done += 1
      }
    }),
  )
  return (done * 1000) / (performance.now() - begun)
}
