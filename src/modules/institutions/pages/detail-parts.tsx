import type { Translate } from '#platform/i18n/index.ts'
import { AddressLines, type ThenAndNow } from '#modules/places/index.ts'
import { Badge, Card, Cards, Facts, Table } from '#ui/index.ts'
import { numberItems, yesNoItems } from '../infrastructure.ts'
import { webHref } from '../institution.ts'
import type { Campus, Contact, LicenceItem, Recognition } from '../store/details.ts'
import type { Declaration } from '../store/infrastructure.ts'
import type { Proposal } from '../store/proposals.ts'
import { period, Source } from './provenance.tsx'

/** Where an institution is; each address with its unit then and now, by the unit's id in `placed`. */
export function Campuses({
  campuses,
  placed,
  t,
}: {
  campuses: readonly Campus[]
  placed: ReadonlyMap<string, ThenAndNow>
  t: Translate
}) {
  if (campuses.length === 0) return <p class="text-muted">{t('institutions.blank')}</p>
  return (
    <Cards>
      {campuses.map((campus) => (
        <Card
          key={campus.id}
          level={3}
          title={campus.name ?? t.dynamic(`institutions.campus.${campus.kind}`)}
          footer={<Source of={campus} t={t} />}
        >
          <p>
            <Address campus={campus} place={placed.get(campus.unit_id ?? '')} t={t} />
          </p>
          {campus.lat && campus.lon && (
            <p class="text-sm text-muted">
              <span class="tabular-nums">
                {campus.lat}, {campus.lon}
              </span>{' '}
              · {t.dynamic(`institutions.precision.${campus.geo_precision}`)}
            </p>
          )}
          <p class="text-sm text-muted">{period(t, campus.from_date, campus.to_date)}</p>
        </Card>
      ))}
    </Cards>
  )
}

function Address({ campus, place, t }: { campus: Campus; place: ThenAndNow | undefined; t: Translate }) {
  if (place) return <AddressLines street={campus.address} place={place} t={t} />
  return <>{campus.address ?? <span class="text-muted">{t('institutions.blank')}</span>}</>
}

export function LicenceTable({
  items,
  t,
  edit,
}: {
  items: readonly (LicenceItem & { is_in_force: boolean })[]
  t: Translate
  edit?: ((id: string) => string) | undefined
}) {
  return (
    <Table
      caption={t('institutions.section.occupations')}
      rows={items}
      rowKey={(item) => item.id}
      rowHref={edit && ((item) => edit(item.id))}
      columns={[
        {
          key: 'occupation_name',
          label: t('institutions.field.occupation'),
          render: (item) => [item.occupation_name, item.occupation_code].filter(Boolean).join(' · '),
        },
        {
          key: 'level',
          label: t('institutions.field.level'),
          render: (item) => t.dynamic(`institutions.level.${item.level}`),
        },
        {
          key: 'quota',
          label: t('institutions.field.quota_short'),
          align: 'end',
          render: (item) => (item.quota === null ? '–' : t.number(item.quota)),
        },
        {
          key: 'licence_number',
          label: t('institutions.field.licence'),
          render: (item) => <LicenceCell item={item} t={t} />,
        },
        {
          key: 'source',
          label: t('institutions.field.confirmed'),
          render: (item) => (
            <div>
              <Source of={item} t={t} />
            </div>
          ),
        },
      ]}
      empty={<p class="text-muted">{t('institutions.no_licence')}</p>}
    />
  )
}

function LicenceCell({ item, t }: { item: LicenceItem & { is_in_force: boolean }; t: Translate }) {
  const more = [period(t, item.from_date, item.to_date), item.campus_name].filter(Boolean).join(' · ')
  return (
    <div>
      {item.licence_number ?? '–'}
      {more && <div class="text-sm text-muted">{more}</div>}
      {!item.is_in_force && <Badge>{t('institutions.not_in_force')}</Badge>}
    </div>
  )
}

export function Recognitions({
  list,
  today,
  t,
  edit,
}: {
  list: readonly Recognition[]
  today: string
  t: Translate
  edit?: ((id: string) => string) | undefined
}) {
  return (
    <Table
      caption={t('institutions.section.recognitions')}
      rows={list}
      rowKey={(one) => one.id}
      rowHref={edit && ((one) => edit(one.id))}
      columns={[
        {
          key: 'kind',
          label: t('institutions.field.recognition'),
          render: (one) => t.dynamic(`institutions.recognition.${one.kind}`),
        },
        {
          key: 'decision_no',
          label: t('institutions.field.decision'),
          render: (one) => `${one.decision_no} (${t.date(one.decision_date)})`,
        },
        {
          key: 'valid_to',
          label: t('institutions.field.valid'),
          render: (one) => (
            <div>
              {period(t, one.valid_from, one.valid_to)}{' '}
              {(one.valid_to ?? '9999') < today && <Badge>{t('institutions.not_in_force')}</Badge>}
            </div>
          ),
        },
        {
          key: 'source',
          label: t('institutions.field.confirmed'),
          render: (one) => (
            <div>
              <Source of={one} t={t} />
            </div>
          ),
        },
      ]}
      empty={<p class="text-muted">{t('institutions.no_recognition')}</p>}
    />
  )
}

export function Contacts({ contacts, t }: { contacts: readonly Contact[]; t: Translate }) {
  if (contacts.length === 0) return <p class="text-muted">{t('institutions.blank')}</p>
  return (
    <Facts
      items={contacts.map((contact) => ({
        label: t.dynamic(`institutions.contact.${contact.kind}`),
        value: <ContactValue contact={contact} />,
        note: <Source of={contact} t={t} />,
      }))}
    />
  )
}

function ContactValue({ contact: { kind, value } }: { contact: Contact }) {
  if (kind === 'email') return <a href={`mailto:${value}`}>{value}</a>
  const href = kind === 'social' ? webHref(value) : undefined
  if (href) return <a href={href}>{value}</a>
  if (kind === 'social') return <>{value}</>
  return <a href={`tel:${value.replaceAll(/[^\d+]/g, '')}`}>{value}</a>
}

/** A declaration's values in words, by field; blank ones are left out. */
export function declarationFacts(declaration: Declaration, t: Translate): { label: string; value: string }[] {
  const names = {
    has_lms: declaration.lms_name,
    has_management_system: declaration.management_system_name,
    has_e_signature: null,
  }
  return [
    ...numberItems.flatMap((item) =>
      declaration[item] === null
        ? []
        : [
            {
              label: t.dynamic(`institutions.infra.${item}`),
              value: `${t.number(declaration[item])} ${t.dynamic(`institutions.infra.unit.${item}`)}`,
            },
          ],
    ),
    ...yesNoItems.flatMap((item) =>
      declaration[item] === null
        ? []
        : [
            {
              label: t.dynamic(`institutions.infra.${item}`),
              value: [t(declaration[item] ? 'institutions.yes' : 'institutions.no'), names[item]]
                .filter(Boolean)
                .join(' · '),
            },
          ],
    ),
    ...(declaration.connected_platform
      ? [{ label: t('institutions.infra.connected_platform'), value: declaration.connected_platform }]
      : []),
    ...(declaration.note ? [{ label: t('institutions.infra.note'), value: declaration.note }] : []),
  ]
}

export function InfrastructureFacts({
  declaration,
  t,
}: {
  declaration: Declaration | undefined
  t: Translate
}) {
  if (!declaration) return <p class="text-muted">{t('institutions.no_infrastructure')}</p>
  return (
    <>
      <p class="mb-3 text-sm text-muted">
        {declaration.is_demo && <Badge kind="info">{t('institutions.demo')}</Badge>}{' '}
        {t('institutions.infra.confirmed', {
          declared: t.date(declaration.declared_on),
          confirmed: t.date(declaration.decided_on),
        })}
      </p>
      <Facts items={declarationFacts(declaration, t)} />
    </>
  )
}

const stateKinds = { pending: 'info', accepted: 'success', returned: 'warning' } as const

export function Proposals({ list, t }: { list: readonly Proposal[]; t: Translate }) {
  return (
    <Table
      caption={t('institutions.section.proposals')}
      rows={list}
      rowKey={(one) => one.id}
      columns={[
        {
          key: 'part',
          label: t('institutions.field.part'),
          render: (one) => t.dynamic(`institutions.part.${one.part}`),
        },
        {
          key: 'proposed_at',
          label: t('institutions.field.sent'),
          render: (one) => `${t.dateTime(one.proposed_at)} · ${one.proposed_by_name}`,
        },
        {
          key: 'state',
          label: t('institutions.field.state'),
          render: (one) => (
            <div>
              <Badge kind={stateKinds[one.state]}>{t.dynamic(`institutions.proposal.${one.state}`)}</Badge>{' '}
              {one.reason}
            </div>
          ),
        },
      ]}
      empty={<p class="text-muted">{t('institutions.no_proposal')}</p>}
    />
  )
}
