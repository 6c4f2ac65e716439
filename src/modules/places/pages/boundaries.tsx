import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, DateField, Facts, FileField, Form, FormActions, Section, TextField } from '#ui/index.ts'
import { importBoundaries, largestBoundaries } from '../actions/import-boundaries.ts'
import { stateOfBoundaries } from '../store/boundaries.ts'
import { listUnits } from '../store/search.ts'
import { KeeperHeader } from './keeper-header.tsx'

/** Boundaries are brought in as GeoJSON, with their source. */
export const boundariesPage = definePage({
  path: '/dia-ban/ranh-gioi',
  permission: 'places.import-boundaries',
  maxBody: largestBoundaries + 1024 * 1024,
  async load({ db, today }) {
    const communes = await listUnits(db, { kind: 'commune', on: today })
    return { state: await stateOfBoundaries(db, today), communes: communes.length }
  },
  title: (_data, t) => t('places.boundary.title'),
  forms: {
    import: defineForm({
      action: importBoundaries,
      then: ({ count }) => ({ to: '/dia-ban/ranh-gioi', say: 'places.boundary.done', params: { count } }),
    }),
  },
  view: ({ state, communes }, { t, form, today }) => (
    <>
      <KeeperHeader
        title={t('places.boundary.title')}
        lead={t('places.boundary.lead')}
        file={{ href: '/du-lieu-mo/ranh-gioi.geojson', label: t('places.boundary.download') }}
        t={t}
      />
      <Facts
        items={[
          {
            label: t('places.boundary.have'),
            value: t('places.boundary.have_of', { count: state.count, whole: communes, day: t.date(today) }),
          },
          { label: t('places.boundary.newest'), value: state.newest ? t.dateTime(state.newest) : '–' },
          { label: t('places.boundary.source'), value: state.sources.join('; ') || '–', wide: true },
        ]}
      />
      <Section title={t('places.boundary.send')}>
        <Form multipart hidden={form.hidden('import')}>
          <FileField
            name="file"
            label={t('places.boundary.file')}
            hint={t('places.boundary.file_hint')}
            accept=".geojson,.json"
            error={form.errors.file}
            required
          />
          <TextField
            {...form.field('source')}
            label={t('places.boundary.source')}
            hint={t('places.boundary.source_hint')}
            required
          />
          <DateField
            {...form.field('on', t.date(today))}
            label={t('places.boundary.on')}
            hint={t('places.boundary.on_hint')}
            required
          />
          <FormActions>
            <Button icon="upload">{t('places.boundary.send')}</Button>
          </FormActions>
        </Form>
      </Section>
    </>
  ),
})
