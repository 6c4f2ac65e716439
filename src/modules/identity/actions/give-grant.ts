import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { reach, type Actor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { AppError, invalid, precondition } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n/index.ts'
import { parseDate } from '#platform/text/index.ts'
import { grantToGiveBy, lastDayToGive, placeOfWish, type GrantWish } from '../grant.ts'
import { requireOwner } from '../named-person.ts'
import { areasOfRole, roles } from '../role.ts'
import { getAccountWithin, insertGrant, type NewGrant } from '../store/account.ts'

const Day = z.string().transform((text, context) => {
  const day = parseDate(text)
  if (day) return day
  context.addIssue({ code: 'custom', message: 'identity.error.date_form' })
  return z.NEVER
})

/** A role over an area from one day to another, as a form or another module asks for it. */
export const GrantFields = z.object({
  role: z.enum(roles, 'identity.error.role_missing'),
  area_kind: z.enum(['province', 'place', 'institution', 'self'], 'identity.error.area_missing'),
  area_id: z.string().max(80).optional(),
  /** The school a grant over one's own record is given for. */
  institution: z.uuid().optional(),
  from: Day.optional(),
  to: Day.optional(),
  reason: z.string().max(500).optional(),
})
export type GrantFields = z.infer<typeof GrantFields>

/** What the fields ask for; the province is the one this installation serves. @throws AppError invalid */
export function readWish(fields: GrantFields, provinceCode: string): GrantWish {
  const { role, area_kind: kind } = fields
  if (!areasOfRole[role].includes(kind)) throw invalid({ area_kind: 'identity.error.area_of_role' })
  const id = kind === 'province' ? provinceCode : fields.area_id
  if (!id) throw invalid({ area_id: 'identity.error.area_missing' })
  if (kind !== 'place' && kind !== 'province' && !z.uuid().safeParse(id).success)
    throw invalid({ area_id: 'identity.error.area_missing' })
  return {
    role,
    area: { kind, id },
    institution: kind === 'institution' ? id : kind === 'self' ? (fields.institution ?? null) : null,
  }
}

type Giver = { actor: Actor; app: App; today: string; lang: Lang }

/**
 * Adds the grant if the actor holds as much, for as long. Without a last day it ends with the actor's own right.
 * @throws AppError forbidden when it would be wider than the actor's own, invalid when longer, precondition for oneself.
 */
export async function addGrant(
  tx: Tx,
  account: string,
  wish: GrantWish,
  fields: GrantFields,
  giver: Giver,
): Promise<Change> {
  const { actor, app } = giver
  if (actor.kind !== 'system' && !grantToGiveBy(actor, wish))
    throw new AppError('forbidden', 'identity.error.wider_than_own')
  if (actor.kind === 'account' && actor.id === account) throw precondition('identity.error.not_oneself')
  if (wish.area.kind === 'self') await requireOwner(tx, app, actor, wish.area.id ?? '', account)
  const days = readDays(wish, fields, giver)
  const grant: NewGrant = {
    id: randomUUID(),
    account_id: account,
    role: wish.role,
    area_kind: wish.area.kind,
    area_id: wish.area.id,
    institution_id: wish.institution,
    from_date: days.from,
    to_date: days.to ?? null,
    reason: fields.reason ?? null,
    granted_by: actor.kind === 'account' ? actor.id : null,
  }
  await insertGrant(tx, grant)
  return {
    subject: 'identity.grant',
    id: grant.id,
    institution: wish.institution,
    before: null,
    after: grant,
  }
}

function readDays(
  wish: GrantWish,
  { from, to }: GrantFields,
  { actor, app, today, lang }: Giver,
): { from: string; to: string | undefined } {
  const begin = from ?? today
  const last = lastDayToGive(actor, wish)
  if (to && last && to > last) {
    const t = app.catalog(lang)
    throw invalid({ to: t('identity.error.longer_than_own', { day: t.date(last) }) })
  }
  const end = to ?? last
  if (end && end < begin) throw invalid({ to: 'identity.error.end_before_start' })
  return { from: begin, to: end }
}

/** Gives an account a role over an area. Nobody gives more than they hold. */
export const giveGrant = defineAction({
  name: 'identity.give-grant',
  permission: 'identity.manage-accounts',
  input: GrantFields.extend({ id: z.uuid() }),
  async find(db, input, { actor, app }) {
    const mine = reach(actor, 'identity.manage-accounts')
    return {
      account: await getAccountWithin(db, input.id, mine),
      wish: readWish(input, app.config.provinceCode),
    }
  },
  about: ({ wish }) => placeOfWish(wish),
  async run(tx, { input, target, ...giver }) {
    const change = await addGrant(tx, target.account.id, target.wish, input, giver)
    return { result: { id: change.id }, changes: [change] }
  },
})
