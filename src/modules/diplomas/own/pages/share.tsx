import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  CopyField,
  Facts,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Section,
  Timeline,
} from '#ui/index.ts'
import type { Diploma } from '../../diploma.ts'
import { shareAddress } from '../../credentials/addresses.ts'
import { qrSvg } from '../../documents/qr.ts'
import { takeShareBack } from '../actions/share.ts'
import { shareState, type Share, type ShareLook } from '../share.ts'
import { getOwnDiploma } from '../store/diploma.ts'
import { getShare, listShareLooks } from '../store/share.ts'
import { said, ShareTag } from './parts.tsx'

type Data = { diploma: Diploma; share: Share; looks: ShareLook[]; address: string; code: string }

/** A link its holder made: the link and its QR code, what it shows, who opened it, and the way to take it back. */
export const ownShare = definePage<Data, { id: string; share: string }>({
  path: '/van-bang-cua-toi/:id/chia-se/:share',
  permission: 'diplomas.own',
  params: z.object({ id: z.uuid(), share: z.uuid() }),
  async load({ db, actor, app, params }) {
    const diploma = await getOwnDiploma(db, actor.kind === 'account' ? actor.personId : undefined, params.id)
    const share = await getShare(db, params.share)
    if (share.diploma_id !== diploma.id) throw notFound()
    const address = shareAddress(app.publicUrl(), app.keys.open(share.token_sealed))
    return { diploma, share, looks: await listShareLooks(db, share.id), address, code: await qrSvg(address) }
  },
  about: ({ diploma }) => ({ person: diploma.person_id ?? undefined }),
  title: ({ share }, t) => t('diplomas.own.share.title', { purpose: share.purpose }),
  forms: {
    take: defineForm({
      action: takeShareBack,
      input: (_body, { params }) => ({ share: params.share }),
      then: ({ diploma, share }) => ({
        to: `/van-bang-cua-toi/${diploma}/chia-se/${share}`,
        say: 'diplomas.own.said.taken_back',
      }),
    }),
  },
  view: (data, context) => {
    const { t, today } = context
    const { diploma, share, looks } = data
    const isOpen = shareState(share, today) === 'open'
    return (
      <>
        <PageHeader
          title={t('diplomas.own.share.title', { purpose: share.purpose })}
          state={<ShareTag share={share} today={today} t={t} />}
          breadcrumb={[
            { href: '/van-bang-cua-toi', label: t('diplomas.own.title') },
            { href: `/van-bang-cua-toi/${diploma.id}`, label: said(diploma.content.title, t) },
          ]}
          breadcrumbLabel={t('diplomas.check.crumb')}
        />
        {isOpen && <OpenLink data={data} t={t} />}
        {isOpen && diploma.credential_file && (
          <Section title={t('diplomas.own.share.file')} lead={t('diplomas.own.share.file_lead')}>
            <LinkButton
              href={`/van-bang-cua-toi/${diploma.id}/chia-se/${share.id}/van-bang.sd-jwt`}
              kind="secondary"
              icon="download"
              download
            >
              {t('diplomas.own.share.file_take')}
            </LinkButton>
          </Section>
        )}
        <Section title={t('diplomas.own.share.shows')}>
          <Facts
            items={[
              {
                label: t('diplomas.own.share.fields'),
                value: share.fields.map((field) => t(`diplomas.own.line.${field}`)).join(', '),
                wide: true,
              },
              { label: t('diplomas.own.share.until'), value: t.date(share.to_date) },
              { label: t('diplomas.own.share.made'), value: t.dateTime(share.created_at) },
              ...(share.revoked_at
                ? [{ label: t('diplomas.own.share.revoked'), value: t.dateTime(share.revoked_at) }]
                : []),
            ]}
          />
        </Section>
        <Section title={t('diplomas.own.share.who')} lead={t('diplomas.own.share.who_lead')}>
          <Timeline
            label={t('diplomas.own.share.who')}
            empty={<p class="text-muted">{t('diplomas.own.share.nobody')}</p>}
            items={looks.map((look) => ({
              when: t.dateTime(look.at),
              datetime: look.at.toISOString(),
              title: look.device || t('diplomas.own.share.device_unknown'),
              text: look.network && t('diplomas.own.share.network', { network: look.network }),
              icon: 'eye' as const,
            }))}
          />
        </Section>
        {isOpen && <TakeBack context={context} />}
      </>
    )
  },
})

function OpenLink({ data: { address, code }, t }: { data: Data; t: ViewContext['t'] }) {
  return (
    <div class="flex flex-wrap items-start gap-6">
      <div class="min-w-0 flex-1 basis-80">
        <CopyField
          name="link"
          label={t('diplomas.own.share.link')}
          hint={t('diplomas.own.share.link_hint')}
          value={address}
        />
      </div>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(code)}`}
        alt={t('diplomas.own.share.code')}
        width={160}
        height={160}
      />
    </div>
  )
}

function TakeBack({ context: { t, form } }: { context: ViewContext }) {
  return (
    <Section title={t('diplomas.own.share.take')} lead={t('diplomas.own.share.take_lead')}>
      <Form bare hidden={form.hidden('take')}>
        <FormActions>
          <Button kind="danger" icon="ban">
            {t('diplomas.own.share.take')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
