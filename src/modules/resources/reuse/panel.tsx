import { findLicenceFaults, type Licence } from '../catalogue/licence.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Button, Form, LinkButton, Section, Select, Stat, Stats } from '#ui/index.ts'
import { resourcePath, type Version } from '../resource.ts'
import type { Own, Rating, Usage } from './store/usage.ts'

/** What the resource page shows of reuse. */
export type Reuse = {
  usage: Usage
  ratings: readonly Rating[]
  own: Own | undefined
  /** Number of the version a follower has seen. */
  seen: number | undefined
  collections: readonly { version_id: string; code: string; title: string }[]
  /** Schools one may copy it into; empty: the department's. */
  schools: readonly { id: string; name: string }[]
}

type Props = {
  version: Version
  licence: Licence | null
  reuse: Reuse
  isWorkable: boolean
  context: ViewContext
}

/** Acts of who wants to use it: copy, collect, thank, tell that it was used, tell of a problem. */
export function ReuseActs({ version, licence, reuse, isWorkable, context }: Props) {
  const { t, form, may, actor } = context
  const here = resourcePath(version.code)
  const isContributor = actor.kind === 'account' && may('resources.contribute')
  return (
    <section class="panel">
      <h2 class="text-base font-semibold">{t('resources.reuse.reuse')}</h2>
      <div class="mt-3 grid gap-3">
        {isContributor && !isWorkable && (
          <LinkButton href={`${here}/da-dung`} kind="secondary" icon="star" wide>
            {reuse.own && reuse.own.uses > 0 ? t('resources.reuse.used_again') : t('resources.reuse.used')}
          </LinkButton>
        )}
        {isContributor && <CopyForm version={version} licence={licence} reuse={reuse} context={context} />}
        {isContributor && <CollectForm version={version} reuse={reuse} context={context} />}
        {actor.kind === 'account' &&
          !isWorkable &&
          (reuse.own?.has_thanked ? (
            <p class="text-sm text-muted">{t('resources.reuse.thanked')}</p>
          ) : (
            <Form
              bare
              label={t('resources.reuse.thank')}
              hidden={{ ...form.hidden('thank'), id: version.id }}
            >
              <Button kind="ghost" wide>
                {t('resources.reuse.thank')}
              </Button>
            </Form>
          ))}
        {actor.kind === 'account' && !isWorkable && (
          <FollowForm version={version} reuse={reuse} context={context} />
        )}
        <a href={`${here}/bao-loi`}>{t('resources.reuse.tell')}</a>
        {isWorkable && (
          <>
            <a href={`${here}/chia-se`}>{t('resources.sharing.open')}</a>
            <a href={`${here}/tham-dinh`}>{t('resources.reuse.to_review')}</a>
            <a href={`${here}/go`}>{t('resources.reuse.take_down')}</a>
          </>
        )}
      </div>
    </section>
  )
}

/** Follow, or no longer; and, when there is a newer version, that it was seen. */
function FollowForm({ version, reuse, context: { t, form } }: Pick<Props, 'version' | 'reuse' | 'context'>) {
  const { seen } = reuse
  const isNews = seen !== undefined && seen !== version.number
  const on = seen === undefined || isNews
  return (
    <Form
      bare
      label={t('resources.reuse.follow')}
      hidden={{ ...form.hidden('follow'), id: version.id, on: String(on) }}
    >
      {isNews && (
        <p class="mb-2 text-sm">
          <a href={`${resourcePath(version.code)}/khac-biet?tu=${seen}&den=${version.number}`}>
            {t('resources.reuse.news_since', { number: seen })}
          </a>
        </p>
      )}
      <Button kind="ghost" icon="bell" wide>
        {isNews
          ? t('resources.reuse.seen')
          : on
            ? t('resources.reuse.follow')
            : t('resources.reuse.unfollow')}
      </Button>
    </Form>
  )
}

function CopyForm({
  version,
  licence,
  reuse,
  context: { t, form },
}: Pick<Props, 'version' | 'licence' | 'reuse' | 'context'>) {
  const isSameSchool = reuse.schools.some((one) => one.id === version.institution_id)
  const [fault] = findLicenceFaults({ licence, access: 'school' }, [
    { title: version.title, authors: version.owner_name || '–', relation: 'based_on', licence, isSameSchool },
  ])
  if (fault)
    return <p class="text-sm text-muted">{t.dynamic(`resources.check.licence.${fault.key}`, fault.params)}</p>
  return (
    <Form bare label={t('resources.reuse.copy')} hidden={{ ...form.hidden('copy'), id: version.id }}>
      {reuse.schools.length > 1 && (
        <Select
          {...form.field('institution')}
          label={t('resources.reuse.copy_to')}
          placeholder={t('resources.catalogue.choose')}
          options={reuse.schools.map((one) => ({ value: one.id, label: one.name }))}
        />
      )}
      <Button kind="secondary" icon="copy" wide>
        {t('resources.reuse.copy')}
      </Button>
      {licence?.share_alike && <p class="mt-1 text-sm text-muted">{t('resources.licence.derive_alike')}</p>}
    </Form>
  )
}

function CollectForm({ version, reuse, context: { t, form } }: Pick<Props, 'version' | 'reuse' | 'context'>) {
  if (version.kind === 'collection' || reuse.collections.length === 0) return null
  return (
    <Form bare label={t('resources.reuse.collect')} hidden={{ ...form.hidden('collect'), id: version.id }}>
      <Select
        {...form.field('collection')}
        label={t('resources.reuse.collection')}
        options={reuse.collections.map((one) => ({
          value: one.version_id,
          label: one.title || t('resources.catalogue.untitled'),
        }))}
      />
      <Button kind="secondary" wide>
        {t('resources.reuse.collect')}
      </Button>
    </Form>
  )
}

/** How it is used, and what those who used it say. */
export function ReuseFigures({ reuse, context: { t } }: Pick<Props, 'reuse' | 'context'>) {
  const { usage, ratings } = reuse
  return (
    <Section title={t('resources.reuse.figures')} lead={t('resources.reuse.figures_lead')}>
      <Stats>
        <Stat
          figure={t.number(usage.viewers)}
          label={t('resources.reuse.viewers')}
          note={t('resources.reuse.downloads', { count: usage.downloads })}
        />
        <Stat
          figure={t.number(usage.schools)}
          label={t('resources.reuse.schools')}
          note={t('resources.reuse.teachers', { count: usage.teachers })}
        />
        <Stat
          figure={t.number(usage.learners)}
          label={t('resources.reuse.learners')}
          note={t('resources.reuse.uses', { count: usage.uses })}
        />
        <Stat
          figure={t.number(usage.thanks)}
          label={t('resources.reuse.thanks')}
          note={t('resources.reuse.copies', { copies: usage.copies, collections: usage.collections })}
        />
      </Stats>
      {usage.stars !== null && (
        <p class="mt-4">{t('resources.reuse.stars', { stars: Number(usage.stars), count: usage.ratings })}</p>
      )}
      {ratings.length > 0 && (
        <ul class="mt-4 grid gap-3">
          {ratings.map((one) => (
            <li key={one.account}>
              <p>
                <strong>{t('resources.reuse.stars_one', { stars: one.stars })}</strong>{' '}
                <span class="text-muted">
                  {[one.account_name, one.school, t.date(one.at)].filter(Boolean).join(' · ')}
                </span>
              </p>
              {one.text && <p class="whitespace-pre-line">{one.text}</p>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
