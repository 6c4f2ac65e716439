import type { PersonSection } from '#platform/module.ts'
import { Card, Cards } from '#ui/index.ts'
import { said, StateTag } from './pages/parts.tsx'
import { listOwnDiplomas } from './store/diploma.ts'

/** Diplomas on the learner's own start page and on that of who speaks for a minor; each opens the page anybody checks it by. */
export const diplomaSection: PersonSection = {
  title: 'diplomas.own.title',
  for: ['self', 'guardian'],
  href: '/van-bang-cua-toi',
  more: 'diplomas.own.all',
  async show(db, { personId }) {
    const all = await listOwnDiplomas(db, personId)
    if (all.length === 0) return undefined
    return (t) => (
      <Cards>
        {all.map((one) => (
          <Card
            key={one.id}
            title={said(one.content.title, t)}
            href={`/van-bang/${one.public_id}`}
            state={<StateTag state={one.state} t={t} />}
            level={3}
          >
            <p>{said(one.content.programme.name, t)}</p>
            <p class="text-muted">
              {one.content.institution.name} · {one.content.graduation.year}
            </p>
          </Card>
        ))}
      </Cards>
    )
  },
}
