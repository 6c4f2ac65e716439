import { definePage } from '#platform/pages/page.ts'
import { Gallery } from '#ui/gallery/index.ts'

/** The design system, every component in its states; development only. */
export const galleryPage = definePage({
  path: '/ui',
  permission: 'public',
  frame: 'bare',
  load: async () => ({}),
  title: () => 'UI',
  view: () => <Gallery />,
})
