import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, CopyField, Form, FormActions, LinkButton, PageHeader, Section } from '#ui/index.ts'
import type { Diploma } from '../../../diploma.ts'
import { qrSvg } from '../../../documents/qr.ts'
import { getOwnDiploma } from '../../../own/store/diploma.ts'
import { offerToWallet } from '../actions/offer.ts'
import { offerAddress, offerMinutes, openOffer } from '../offer.ts'

type Data = { diploma: Diploma; offer: { address: string; picture: string } | undefined }

/** A holder takes a diploma into a wallet: makes an offer, and shows it to the wallet as a QR code or a link. */
export const walletPage = definePage<Data, { id: string }, { ma?: string | undefined }>({
  path: '/van-bang-cua-toi/:id/vi',
  permission: 'diplomas.own',
  params: z.object({ id: z.uuid() }),
  query: z.object({ ma: z.string().max(1000).optional() }),
  async load({ db, actor, app, params, query }) {
    const diploma = await getOwnDiploma(db, actor.kind === 'account' ? actor.personId : undefined, params.id)
    const code = query.ma && openOffer(app, diploma.id, query.ma)
    if (!code) return { diploma, offer: undefined }
    const address = offerAddress(app.publicUrl(), code)
    return { diploma, offer: { address, picture: await qrSvg(address) } }
  },
  about: ({ diploma }) => ({ person: diploma.person_id ?? undefined }),
  title: (_, t) => t('diplomas.wallet.title'),
  forms: {
    offer: defineForm({
      action: offerToWallet,
      input: (_body, { params }) => ({ diploma: params.id }),
      then: ({ diploma, sealed }) => `/van-bang-cua-toi/${diploma}/vi?ma=${encodeURIComponent(sealed)}`,
    }),
  },
  view: ({ diploma, offer }, { t, form }) => (
    <>
      <PageHeader
        title={t('diplomas.wallet.title')}
        lead={t('diplomas.wallet.lead')}
        breadcrumb={[
          { href: '/van-bang-cua-toi', label: t('diplomas.own.title') },
          {
            href: `/van-bang-cua-toi/${diploma.id}`,
            label:
              t.lang === 'en'
                ? (diploma.content.title.en ?? diploma.content.title.vi)
                : diploma.content.title.vi,
          },
        ]}
        breadcrumbLabel={t('diplomas.check.crumb')}
      />
      {offer && (
        <Section
          title={t('diplomas.wallet.offer')}
          lead={t('diplomas.wallet.offer_lead', { minutes: offerMinutes })}
        >
          <div class="flex flex-wrap items-start gap-6">
            <img
              src={`data:image/svg+xml,${encodeURIComponent(offer.picture)}`}
              alt={t('diplomas.wallet.picture')}
              width={240}
              height={240}
            />
            <div class="flex min-w-0 flex-1 basis-72 flex-col gap-4">
              <LinkButton href={offer.address} icon="award">
                {t('diplomas.wallet.open')}
              </LinkButton>
              <CopyField name="offer" label={t('diplomas.wallet.address')} value={offer.address} />
            </div>
          </div>
        </Section>
      )}
      <Form bare hidden={form.hidden('offer')}>
        <FormActions>
          <Button kind={offer ? 'secondary' : 'primary'}>
            {t(offer ? 'diplomas.wallet.again' : 'diplomas.wallet.make')}
          </Button>
        </FormActions>
      </Form>
    </>
  ),
})
