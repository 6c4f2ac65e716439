import { UsageError, type Command } from '#platform/command.ts'
import { verifyVerb } from './check/command.ts'
import { issueVerb } from './issuing/command.ts'

/** One verb of `ngheso diplomas`; its first word is taken away before it runs. */
export type Verb = Command

/** The verbs, each from the part that owns it. */
const verbs: Readonly<Record<string, Verb>> = { issue: issueVerb, verify: verifyVerb }

/** `ngheso diplomas VERB …`. */
export const diplomasCommand: Command = {
  usage: Object.values(verbs)
    .map((verb) => verb.usage)
    .join('\n'),
  about: 'văn bằng, chứng chỉ: cấp theo quyết định, kiểm tra một tệp',
  words: 1 + Math.max(0, ...Object.values(verbs).map((verb) => verb.words)),
  options: [...new Set(Object.values(verbs).flatMap((verb) => verb.options))],
  run: ({ words: [name = '', ...words], options }, host) => {
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
    if (!verb) throw new UsageError(`cần một trong các từ: ${Object.keys(verbs).join(', ')}`)
    return verb.run({ words, options }, host)
  },
}
