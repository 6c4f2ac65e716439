import type { Tx } from '#platform/db/database.ts'
import { fold } from '#platform/text/index.ts'

const shortened: readonly [RegExp, string][] = [
  [/^(truong )?cao dang /, 'cd '],
  [/^(truong )?trung cap /, 'tc '],
  [/^(truong )?trung hoc nghe /, 'thn '],
  [/^trung tam /, 'tt '],
]

/** The part of an address that a name makes: `Trường Trung cấp Ví Dụ` → `tc-vi-du`. */
export function codeFromName(name: string): string {
  const bare = fold(name)
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
  const [start, short] = shortened.find(([long]) => long.test(bare)) ?? [/^/, '']
  return bare.replace(start, short).slice(0, 56).trim().replaceAll(' ', '-') || 'co-so'
}

/** The same, free in the register: with a number behind when it is taken. */
export async function codeOf(tx: Tx, name: string): Promise<string> {
  const code = codeFromName(name)
  const taken = new Set(
    (
      await tx
        .selectFrom('institutions.institution')
        .select('code')
        .where('code', 'like', `${code}%`)
        .execute()
    ).map((row) => row.code),
  )
  // the page for adding one stands at this address
  taken.add('moi')
  if (!taken.has(code)) return code
  let number = 2
  while (taken.has(`${code}-${number}`)) number += 1
  return `${code}-${number}`
}
