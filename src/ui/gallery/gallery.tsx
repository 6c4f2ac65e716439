import { GalleryActions } from './actions.tsx'
import { GalleryBoards } from './boards.tsx'
import { GalleryFields } from './fields.tsx'
import { GalleryForms } from './forms.tsx'
import { GalleryFrame } from './frame.tsx'
import { GalleryLists } from './lists.tsx'
import { GalleryMessages } from './messages.tsx'
import { GalleryRecords } from './records.tsx'
import { PageHeader } from '../frame/page.tsx'

/** Every component in its states; the application shows it at /ui in development. */
export function Gallery() {
  return (
    <div class="shell-body py-8">
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
      <GalleryFrame />
    </div>
  )
}
