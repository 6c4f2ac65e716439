import type { LoadContext } from '#platform/pages/page.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { unitsNow } from '#modules/places/index.ts'
import { Alert, Facts, LinkButton, PageHeader, Section, Split, Timeline } from '#ui/index.ts'
import { webHref } from '../institution.ts'
import { listCampuses, listContacts, listLicenceItems, listRecognitions } from '../store/details.ts'
import { listDeclarations } from '../store/infrastructure.ts'
import { listProposals } from '../store/proposals.ts'
import { getInstitution, listNames, listRelations, listStandings } from '../store/record.ts'
import {
  Campuses,
  Contacts,
  InfrastructureFacts,
  LicenceTable,
  Proposals,
  Recognitions,
} from './detail-parts.tsx'
import { events } from './history.ts'
import { FactNote, Source, StatusBadge } from './provenance.tsx'

async function load({ db, params, today }: Pick<LoadContext<{ code: string }>, 'db' | 'params' | 'today'>) {
  const institution = await getInstitution(db, params.code, today)
  const { id } = institution
  const [names, standings, relations, campuses, items, recognitions, contacts, declarations, proposals] =
    await Promise.all([
      listNames(db, id),
      listStandings(db, id),
      listRelations(db, id, today),
      listCampuses(db, id, today),
      listLicenceItems(db, id, today),
      listRecognitions(db, id),
      listContacts(db, id),
      listDeclarations(db, id),
      listProposals(db, id, today),
    ])
  const sites = campuses.flatMap((campus) => campus.unit_id ?? [])
  return {
    institution,
    placed: await unitsNow(db, sites, today),
    names,
    standings,
    relations,
    campuses,
    items,
    recognitions,
    contacts,
    declarations,
    proposals,
  }
}
export type Detail = Awaited<ReturnType<typeof load>>

/** One institution as the public sees it: confirmed facts with their date, the others marked; those who look after it find their acts here. */
export const institutionPage = definePage<Detail, { code: string }>({
  path: '/co-so/:code',
  permission: 'public',
  load,
  title: ({ institution }) => institution.name,
  view: (data, context) => {
    const { t, may } = context
    const { institution } = data
    const canPropose = may('institutions.propose', { institution: institution.id })
    return (
      <>
        <PageHeader
          title={institution.name}
          breadcrumb={[{ href: '/co-so', label: t('institutions.list.title') }]}
          breadcrumbLabel={t('institutions.breadcrumb')}
          state={<StatusBadge status={institution.status} t={t} />}
          lead={[
            t.dynamic(`institutions.type.${institution.type}`),
            institution.ownership && t.dynamic(`institutions.ownership.${institution.ownership}`),
          ]
            .filter(Boolean)
            .join(' · ')}
          actions={<Acts data={data} context={context} />}
        />
        <Successors data={data} context={context} />
        <Split aside={<History data={data} context={context} />} asideLabel={t('institutions.history')}>
          <Profile data={data} context={context} />
          <Section title={t('institutions.section.campuses')}>
            <Campuses campuses={data.campuses} placed={data.placed} t={t} />
          </Section>
          <Section title={t('institutions.section.occupations')} id="nganh-nghe">
            <LicenceTable items={data.items} t={t} />
          </Section>
          <Section title={t('institutions.section.recognitions')}>
            <Recognitions list={data.recognitions} today={context.today} t={t} />
          </Section>
          <Section title={t('institutions.section.infrastructure')} id="ha-tang">
            <InfrastructureFacts
              declaration={data.declarations.find((one) => one.state === 'confirmed')}
              t={t}
            />
          </Section>
          {canPropose && (
            <Section title={t('institutions.section.proposals')}>
              <Proposals list={data.proposals} t={t} />
            </Section>
          )}
        </Split>
      </>
    )
  },
})

/** The way to the map, and to the forms for those who look after the record; of one that ended only the standing is still mended. */
function Acts({ data, context: { t, may, app } }: { data: Detail; context: ViewContext }) {
  const { id, code, name, status } = data.institution
  const about = { institution: id }
  const canEdit = may('institutions.edit', about)
  const isEnded = status === 'merged' || status === 'dissolved'
  const canPropose = may('institutions.propose', about) && !isEnded
  // Admission belongs to a module further down the list; without it there is nothing to open.
  const hasAdmission = app.modules.some((module) => module.pages?.some((page) => page.path === '/tuyen-sinh'))
  const isPlaced = data.campuses.some((campus) => campus.lat !== null)
  return (
    <>
      {hasAdmission && !isEnded && (
        <LinkButton href={`/tuyen-sinh?co-so=${code}`} kind="secondary">
          {t('institutions.detail.admission')}
        </LinkButton>
      )}
      {isPlaced && !isEnded && (
        <LinkButton href={`/ban-do?${new URLSearchParams({ q: name })}`} kind="secondary" icon="map">
          {t('institutions.list.map')}
        </LinkButton>
      )}
      {(canPropose || canEdit) && (
        <LinkButton href={`/co-so/${code}/${isEnded ? 'tinh-trang' : 'sua'}`} icon="edit">
          {t(canEdit ? 'institutions.edit.open' : 'institutions.propose.open')}
        </LinkButton>
      )}
    </>
  )
}

/** The record of an institution that ended says where it went. */
function Successors({ data, context: { t } }: { data: Detail; context: ViewContext }) {
  const into = data.relations.after.filter((one) => one.kind === 'merge')
  if (data.institution.status !== 'merged' || into.length === 0) return null
  return (
    <>
      {into.map((one) => (
        <Alert
          key={one.code}
          kind="info"
          title={t('institutions.merged_into', { name: one.name, day: t.date(one.on_date) })}
        >
          {t('institutions.merged_kept')} <a href={`/co-so/${one.code}`}>{one.name}</a>
        </Alert>
      ))}
    </>
  )
}

function Profile({
  data: { institution, names, standings, contacts },
  context: { t, today },
}: {
  data: Detail
  context: ViewContext
}) {
  const name = names.find((one) => one.name === institution.name)
  const standing = standings.find((one) => (one.from_date ?? '') <= today && (one.to_date ?? '9999') >= today)
  const href = institution.website ? webHref(institution.website) : undefined
  const blank = <span class="text-muted">{t('institutions.blank')}</span>
  const fact = (field: string) => <FactNote fact={institution.facts[field]} t={t} />
  return (
    <>
      <Facts
        items={[
          {
            label: t('institutions.field.name'),
            value: institution.name,
            note: name && <Source of={name} t={t} />,
          },
          {
            label: t('institutions.field.short_name'),
            value: [institution.short_name, institution.name_en].filter(Boolean).join(' · ') || blank,
          },
          {
            label: t('institutions.field.status'),
            value: t.dynamic(`institutions.status.${institution.status}`),
            note: standing && <Source of={standing} t={t} />,
          },
          {
            label: t('institutions.field.type'),
            value: t.dynamic(`institutions.type.${institution.type}`),
            note: fact('type'),
          },
          {
            label: t('institutions.field.ownership'),
            value: institution.ownership
              ? t.dynamic(`institutions.ownership.${institution.ownership}`)
              : blank,
            note: fact('ownership'),
          },
          {
            label: t('institutions.field.governing_body'),
            value: institution.governing_body ?? blank,
            note: fact('governing_body'),
          },
          {
            label: t('institutions.field.website'),
            value: href ? <a href={href}>{institution.website}</a> : blank,
            note: fact('website'),
          },
          {
            label: t('institutions.field.founded'),
            value:
              [institution.founded_year, institution.founding_decision].filter(Boolean).join(' · ') || blank,
            note: fact(institution.founded_year ? 'founded_year' : 'founding_decision'),
          },
          ...(institution.introduction
            ? [
                {
                  label: t('institutions.field.introduction'),
                  value: institution.introduction,
                  note: fact('introduction'),
                  wide: true,
                },
              ]
            : []),
        ]}
      />
      <Section title={t('institutions.section.contacts')}>
        <Contacts contacts={contacts} t={t} />
      </Section>
    </>
  )
}

function History({ data, context: { t } }: { data: Detail; context: ViewContext }) {
  return (
    <>
      <h2 class="mb-3 text-lg font-semibold">{t('institutions.history')}</h2>
      <Timeline
        label={t('institutions.history')}
        items={events(data, t).map((event) => ({
          when: event.day ? t.date(event.day) : t('institutions.day_unknown'),
          datetime: event.day ?? undefined,
          title: event.href ? <a href={event.href}>{event.title}</a> : event.title,
          text: event.note,
        }))}
        empty={<p class="text-muted">{t('institutions.history.empty')}</p>}
      />
    </>
  )
}
