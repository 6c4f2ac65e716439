import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { tidyName } from '#platform/text/index.ts'
import { ownAccount } from '../own.ts'
import { getAccount, updateAccount } from '../store/account.ts'

/** Changes one's own name on screen and language. */
export const updateProfile = defineAction({
  name: 'identity.update-profile',
  permission: 'signed-in',
  input: z.object({
    name: z.string('identity.error.name_missing').min(2).max(120).transform(tidyName),
    lang: z.enum(['vi', 'en']),
    version: z.coerce.number().int(),
  }),
  find: (db, _input, { actor }) => getAccount(db, ownAccount(actor)),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target }) {
    const { name, lang, version } = input
    await updateAccount(tx, target.id, version, { name, lang })
    return {
      result: { lang },
      changes: [
        {
          subject: 'identity.account',
          id: target.id,
          before: { name: target.name, lang: target.lang },
          after: { name, lang },
        },
      ],
    }
  },
})
