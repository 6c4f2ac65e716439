import { GalleryActions } from './gallery/actions.tsx'
import { GalleryBoards } from './gallery/boards.tsx'
import { GalleryFields } from './gallery/fields.tsx'
import { GalleryForms } from './gallery/forms.tsx'
import { GalleryLists } from './gallery/lists.tsx'
import { GalleryMessages } from './gallery/messages.tsx'
import { GalleryRecords } from './gallery/records.tsx'
import { PageHeader } from './page.tsx'

/** Every component in its states; the application shows it at /ui in development. */
export function Gallery() {
  return (
    <>
      <PageHeader
        title="Bộ giao diện"
        lead="Mọi thành phần ở mọi trạng thái, với tên dài như ngoài đời. Xem ở 360 px và 1280 px, sáng và tối."
      />
      <GalleryActions />
      <GalleryMessages />
      <GalleryFields />
      <GalleryForms />
      <GalleryLists />
      <GalleryRecords />
      <GalleryBoards />
    </>
  )
}
