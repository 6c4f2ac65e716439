import { z } from 'zod'
import { deviceName } from '#modules/identity/index.ts'
import { definePage } from '#platform/pages/page.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { addressOf } from '#platform/rate.ts'
import { Facts, PublicAnswer, Section, type AnswerState, type Fact } from '#ui/index.ts'
import { resultOf } from '../../check/facts.ts'
import { coarseNetwork, type OpenedShare } from '../share.ts'
import { noteShareLook, openShare } from '../store/share.ts'
import { said } from './parts.tsx'

type Open = Extract<OpenedShare, { state: 'open' }>
type Data = { opened: OpenedShare | undefined; now: Date }

/** What somebody sees who was given a link: the lines its holder chose, as the register has them, and nothing else. */
export const openedShare = definePage<Data, { token: string }>({
  path: '/van-bang/chia-se/:token{[0-9A-Za-z_-]+}',
  permission: 'public',
  params: z.object({ token: z.string().max(64) }),
  headers: { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow' },
  async load({ db, app, params, today, request }) {
    const opened = await openShare(db, params.token, today)
    if (opened?.state === 'open') {
      const network = coarseNetwork(addressOf(request.headers))
      const device = deviceName(request.headers.get('user-agent'))
      await noteShareLook(app, params.token, { network, device })
    }
    return { opened, now: app.clock.now() }
  },
  title: (_data, t) => t('diplomas.own.opened.title'),
  view: ({ opened, now }, { t }) =>
    opened?.state === 'open' ? (
      <OpenView opened={opened} now={now} t={t} />
    ) : (
      <ClosedView opened={opened} t={t} />
    ),
})

function ClosedView({ opened, t }: { opened: OpenedShare | undefined; t: Translate }) {
  const state = opened?.state ?? 'gone'
  const day = opened?.state === 'ended' ? t.date(opened.to_date) : ''
  return (
    <PublicAnswer
      answer={t.dynamic(`diplomas.own.opened.${state}`, { day })}
      state="unknown"
      icon={state === 'ended' ? 'clock' : state === 'revoked' ? 'ban' : 'question'}
      next={{ href: '/van-bang', label: t('diplomas.check.nav') }}
    >
      <p>{t('diplomas.own.opened.ask_again')}</p>
    </PublicAnswer>
  )
}

const states: Record<string, AnswerState> = { valid: 'yes', revoked: 'no' }

function OpenView({ opened, now, t }: { opened: Open; now: Date; t: Translate }) {
  const result = resultOf(opened.diploma_state)
  const shown = opened.diploma_state === 'suspended' ? 'suspended' : result
  return (
    <>
      <PublicAnswer
        answer={t(`diplomas.check.result.${shown}`)}
        state={states[result] ?? 'partly'}
        source={t('diplomas.own.opened.source', { moment: t.dateTime(now), day: t.date(opened.to_date) })}
      >
        <p>
          <strong>{said(opened.title, t)}</strong> ·{' '}
          {said({ vi: opened.institution, en: opened.institution_en }, t)}
        </p>
        <p>{t('diplomas.own.opened.partial')}</p>
        {result !== 'valid' && <p>{t(`diplomas.check.next.${shown}`)}</p>}
      </PublicAnswer>
      <Section
        title={t('diplomas.own.opened.lines')}
        lead={t('diplomas.own.opened.purpose', { purpose: opened.purpose })}
      >
        <Facts items={lineItems(opened.lines, t)} />
      </Section>
    </>
  )
}

function lineItems(lines: Open['lines'], t: Translate): Fact[] {
  const { birth } = lines
  const values: Record<string, string | number | null | undefined> = {
    name: lines.name,
    birth: typeof birth === 'string' ? t.date(birth) : birth,
    honour: lines.honour && said(lines.honour, t),
    programme: lines.programme && said(lines.programme, t),
    classification: lines.classification && said(lines.classification, t),
    graduation_year: lines.graduation_year,
    issue_date: lines.issue_date && t.date(lines.issue_date),
    serial: lines.serial,
    entry_no: lines.entry_no,
  }
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ label: t.dynamic(`diplomas.own.line.${name}`), value: value ?? '–' }))
}
