import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { dueDay } from './run.ts'
import { listFailing, listToSign } from './store/own.ts'
import { listWaiting } from './store/waiting.ts'

type Context = { actor: Actor; t: Translate; today: string }
const most = 10
/** Days after a decision from which its diplomas are asked for. */
const patience = 3

/** Decisions whose diplomas are not issued three days on; runs that wait for a signature or stopped on a failure. */
export async function issuingDuties(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  const [keep, sign] = [own(actor, 'diplomas.register'), own(actor, 'diplomas.sign')]
  const waiting =
    keep.length > 0
      ? await listWaiting(db, keep, { today, signedUntil: daysBefore(today, patience), limit: most })
      : []
  const toSign = sign.length > 0 ? await listToSign(db, sign, today, most) : []
  const failing = sign.length > 0 ? await listFailing(db, sign, most) : []
  return [
    ...waiting
      .filter((one) => one.learners > one.left_out)
      .map((one) => ({
        title: t('diplomas.issuing.duty.issue', { number: one.number }),
        about: t('diplomas.issuing.duty.issue_about', { kind: one.kind_name, count: one.learners }),
        due: dueDay(one.signed_on, one.issue_days),
        href:
          one.run_id && one.unstarted === 0
            ? `/cap-bang/${one.run_id}`
            : `/cap-bang/moi?quyet-dinh=${one.decision_id}`,
        act: t('diplomas.issuing.duty.issue_act'),
      })),
    ...toSign.map((one) => ({
      title: t('diplomas.issuing.duty.sign', { number: one.decision_no }),
      about: t('diplomas.issuing.duty.sign_about', { kind: one.kind_name, count: one.lines }),
      due: dueDay(one.decision_date, one.issue_days),
      href: `/cap-bang/${one.id}`,
      act: t('diplomas.issuing.duty.sign_act'),
    })),
    ...failing.map((one) => ({
      title: t('diplomas.issuing.duty.failing', { number: one.decision_no }),
      about: t('diplomas.issuing.duty.failing_about', { count: one.lines }),
      due: dueDay(one.decision_date, one.issue_days),
      href: `/cap-bang/${one.id}?xem=failed`,
      act: t('diplomas.issuing.duty.failing_act'),
    })),
  ]
}

/** Schools where the actor does it; who reaches the whole province only looks on. */
function own(actor: Actor, permission: string): string[] {
  const within = reach(actor, permission)
  return within === 'all' ? [] : within
}

function daysBefore(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() - days)
  return at.toISOString().slice(0, 10)
}
