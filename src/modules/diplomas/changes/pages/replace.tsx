import { defineForm, definePage } from '#platform/pages/page.ts'
import { replaceDiploma } from '../actions/renew.ts'
import { changePage, loadTarget, recordPath, type Data } from './head.tsx'
import { Renewal } from './renew.tsx'

/** Issuing a diploma anew: what it says stays, its number is new, the old one is closed. */
export const replacePage = definePage<Data, { id: string }>({
  path: '/van-bang-cap/:id/cap-lai',
  ...changePage,
  load: loadTarget,
  title: (_data, t) => t('diplomas.changes.replace.title'),
  forms: {
    replace: defineForm({
      action: replaceDiploma,
      then: ({ id }) => ({ to: recordPath(id), say: 'diplomas.changes.said.replace' }),
    }),
  },
  view: (data, context) => <Renewal act="replace" {...data} context={context} />,
})
