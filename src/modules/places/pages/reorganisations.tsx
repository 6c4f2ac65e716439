import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  Empty,
  FileField,
  Form,
  FormActions,
  Section,
  Table,
  TextField,
  type BadgeKind,
} from '#ui/index.ts'
import { largestList, stageReorganisation } from '../actions/stage-reorganisation.ts'
import { listReorganisations, type Reorganisation } from '../store/reorganisations.ts'
import { KeeperHeader } from './keeper-header.tsx'

export const stateBadge: Record<Reorganisation['state'], BadgeKind> = {
  draft: 'warning',
  done: 'success',
  undone: 'neutral',
}

/** Reorganisations: send a list in to see what it would change; those done before. */
export const reorganisationList = definePage({
  path: '/dia-ban/sap-xep',
  permission: 'places.reorganise',
  maxBody: largestList + 1024 * 1024,
  load: async ({ db }) => ({ list: await listReorganisations(db) }),
  title: (_data, t) => t('places.reorganise.title'),
  forms: {
    read: defineForm({
      action: stageReorganisation,
      then: ({ id }) => ({ to: `/dia-ban/sap-xep/${id}`, say: 'places.reorganise.read' }),
    }),
  },
  view: ({ list }, { t, form }) => (
    <>
      <KeeperHeader
        title={t('places.reorganise.title')}
        lead={t('places.reorganise.lead')}
        file={{ href: '/mau/sap-xep-dia-ban.xlsx', label: t('places.reorganise.template') }}
        t={t}
      />
      <Form multipart hidden={form.hidden('read')} label={t('places.reorganise.send')}>
        <TextField
          {...form.field('title')}
          label={t('places.reorganise.name')}
          hint={t('places.reorganise.name_hint')}
          required
        />
        <FileField
          name="file"
          label={t('places.reorganise.file')}
          hint={t('places.reorganise.file_hint')}
          accept=".xlsx,.xlsm,.csv,.json"
          error={form.errors.file}
          required
        />
        <FormActions>
          <Button icon="upload">{t('places.reorganise.send')}</Button>
        </FormActions>
      </Form>
      <Section title={t('places.reorganise.past')}>
        <Table
          caption={t('places.reorganise.past')}
          rows={list}
          rowKey={(each) => each.id}
          rowHref={(each) => `/dia-ban/sap-xep/${each.id}`}
          columns={[
            { key: 'title', label: t('places.reorganise.name') },
            {
              key: 'effective_on',
              label: t('places.reorganise.on'),
              render: (each) => t.date(each.effective_on),
            },
            {
              key: 'state',
              label: t('places.reorganise.state'),
              render: (each) => (
                <Badge kind={stateBadge[each.state]}>{t(`places.reorganise.state.${each.state}`)}</Badge>
              ),
            },
            {
              key: 'created_at',
              label: t('places.reorganise.sent'),
              render: (each) => `${t.dateTime(each.created_at)}, ${each.created_by}`,
            },
          ]}
          empty={<Empty title={t('places.reorganise.none')}>{t('places.reorganise.none_hint')}</Empty>}
        />
      </Section>
    </>
  ),
})
