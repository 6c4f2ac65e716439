import type { Translate } from '#platform/i18n/index.ts'
import {
  Facts,
  LinkButton,
  PublicAnswer,
  Section,
  type AnswerState,
  type Fact,
  type IconName,
} from '#ui/index.ts'
import type { CheckResult } from '../../diploma.ts'
import { resultOf, type PublicFacts } from '../facts.ts'
import type { FileVerdict } from '../verdict.ts'

/** How the question was put; what to do when nothing was found depends on it. */
export type AskedBy = 'serial' | 'address' | 'file'

export type Answer = {
  result: CheckResult
  by: AskedBy
  facts?: PublicFacts | undefined
  verdict?: FileVerdict | undefined
}

const looks: Record<Shown, { state: AnswerState; icon: IconName }> = {
  valid: { state: 'yes', icon: 'success' },
  corrected: { state: 'partly', icon: 'edit' },
  replaced: { state: 'partly', icon: 'refresh' },
  revoked: { state: 'no', icon: 'ban' },
  suspended: { state: 'partly', icon: 'waiting' },
  not_compared: { state: 'partly', icon: 'waiting' },
  unknown: { state: 'unknown', icon: 'question' },
  altered: { state: 'no', icon: 'alert' },
}

/** What a check answers: the result in one line, what to do next, and for a genuine one what the register says. */
export function CheckAnswer({ answer, t, now }: { answer: Answer; t: Translate; now: Date }) {
  const { result, facts, verdict } = answer
  const shown = shownAs(answer)
  const isGenuine = facts && result !== 'altered' && result !== 'unknown'
  return (
    <>
      <PublicAnswer
        answer={t(`diplomas.check.result.${shown}`)}
        {...looks[shown]}
        next={nextOf(answer, t)}
        source={isGenuine && t('diplomas.check.source', { moment: t.dateTime(now) })}
      >
        {isGenuine && facts.act && <p>{actWords(facts, t)}</p>}
        {verdict && <FileWords verdict={verdict} t={t} />}
        <p>{t.dynamic(`diplomas.check.next.${nextWords(shown, answer.by)}`)}</p>
        {isGenuine && facts.shares_number && <p>{t('diplomas.check.number_shared')}</p>}
      </PublicAnswer>
      {isGenuine && (
        <Section title={t('diplomas.check.facts')}>
          <Facts items={factItems(facts, t)} />
        </Section>
      )}
    </>
  )
}

type Shown = CheckResult | 'suspended' | 'not_compared'

/** A suspended one counts as revoked, one not compared with its register as valid; both are said as what they are. */
function shownAs({ result, facts }: Answer): Shown {
  if (result === 'revoked' && facts?.state === 'suspended') return 'suspended'
  return result === 'valid' && facts && !facts.is_compared ? 'not_compared' : result
}

function nextWords(shown: Shown, by: AskedBy): string {
  return shown === 'unknown' && by !== 'serial' ? `unknown_${by}` : shown
}

function FileWords({ verdict, t }: { verdict: FileVerdict; t: Translate }) {
  if (verdict.result === 'genuine' && verdict.signer)
    return <p>{t('diplomas.check.file_good', { signer: verdict.signer })}</p>
  if (verdict.result === 'altered' && verdict.failed)
    return (
      <p>{t('diplomas.check.file_failed', { what: t.dynamic(`diplomas.check.failed.${verdict.failed}`) })}</p>
    )
  return null
}

function nextOf({ result, facts, by }: Answer, t: Translate): { href: string; label: string } | undefined {
  if ((result === 'corrected' || result === 'replaced') && facts?.successor)
    return { href: `/van-bang/${facts.successor}`, label: t(`diplomas.check.go.${result}`) }
  if ((result === 'altered' || (result === 'unknown' && by === 'file')) && facts)
    return { href: `/van-bang/${facts.public_id}`, label: t('diplomas.check.go.record') }
  if (result === 'unknown') return { href: '/co-so', label: t('diplomas.check.go.school') }
  return by === 'address' ? { href: '/van-bang', label: t('diplomas.check.go.again') } : undefined
}

/** "Thu hồi ngày … theo quyết định số …. Lý do: …". */
function actWords({ act, state }: PublicFacts, t: Translate): string {
  if (!act) return ''
  const decision = act.decision_no
    ? act.decision_date
      ? ` ${t('diplomas.check.act.decision_dated', { no: act.decision_no, day: t.date(act.decision_date) })}`
      : ` ${t('diplomas.check.act.decision', { no: act.decision_no })}`
    : ''
  const key = `diplomas.reason.${act.reason_code}`
  const reason =
    act.reason_code && t.has(key) ? ` ${t('diplomas.check.act.reason', { reason: t.dynamic(key) })}` : ''
  return `${t.dynamic(`diplomas.check.act.${state}`, { day: t.date(act.on_date) })}${decision}.${reason}`
}

type Bilingual = { vi: string; en: string | null }
const said = (words: Bilingual, t: Translate): string => (t.lang === 'en' ? (words.en ?? words.vi) : words.vi)

/** The lines of a genuine diploma that the public sees. */
function factItems(facts: PublicFacts, t: Translate): Fact[] {
  const school = { vi: facts.institution, en: facts.institution_en }
  return [
    { label: t('diplomas.check.field.holder'), value: <strong>{facts.name}</strong> },
    { label: t('diplomas.check.field.birth_year'), value: facts.birth_year ?? '–' },
    {
      label: t('diplomas.check.field.kind'),
      value: facts.honour ? `${said(facts.title, t)} (${said(facts.honour, t)})` : said(facts.title, t),
    },
    { label: t('diplomas.check.field.programme'), value: said(facts.programme, t) },
    {
      label: t('diplomas.check.field.classification'),
      value: facts.classification ? said(facts.classification, t) : '–',
    },
    { label: t('diplomas.check.field.year'), value: facts.graduation_year },
    { label: t('diplomas.check.field.institution'), value: said(school, t) },
    { label: t('diplomas.check.field.issue_date'), value: t.date(facts.issue_date) || '–' },
    { label: t('diplomas.check.field.serial'), value: facts.serial ?? '–' },
    {
      label: t('diplomas.check.field.entry_no'),
      value: facts.entry_no ?? '–',
      note: registerWords(facts, t),
    },
  ]
}

function registerWords({ book, origin }: PublicFacts, t: Translate): string | undefined {
  if (!book) return undefined
  const year = t(`diplomas.check.register.${origin === 'digitised' ? 'digitised' : 'kept'}`, {
    year: String(book.year),
  })
  const volume = book.volume ? `, ${t('diplomas.check.register.volume', { volume: book.volume })}` : ''
  return `${year}${volume}`
}

/** Several diplomas of one number and holder: each by its own address. */
export function SeveralAnswers({ found, t }: { found: readonly PublicFacts[]; t: Translate }) {
  return (
    <PublicAnswer answer={t('diplomas.check.found', { count: found.length })} state="plain">
      <ul class="grid gap-3">
        {found.map((facts) => (
          <li key={facts.public_id}>
            <LinkButton kind="secondary" href={`/van-bang/${facts.public_id}`}>
              {`${said(facts.title, t)} · ${said({ vi: facts.institution, en: facts.institution_en }, t)} · ${facts.graduation_year}`}
            </LinkButton>{' '}
            {t(`diplomas.check.result.${shownAs({ result: resultOf(facts.state), facts, by: 'serial' })}`)}
          </li>
        ))}
      </ul>
    </PublicAnswer>
  )
}
